"""What a report will say before it is worded: its school and year, its figures, its partners, its chances."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from .draft import Claim, Said, figure
from .figures import TERMS, label, written
from .names import Firm, School

#: How often something more is said of a figure.
_MORE: Final = 0.25


@dataclass(frozen=True, slots=True)
class Plan:
    """The makings of one report. `chance` belongs to the words; `size` lengthens what states no fact."""

    school: School
    year: int
    figures: Mapping[str, float]
    before: Mapping[str, float]
    partners: Sequence[Firm]
    chance: Random
    size: float = 1.0

    @property
    def more(self) -> float:
        """How much of what states nothing there is: about half of a report is such, so it grows faster."""
        return max(0.0, 2 * self.size - 1)

    @property
    def majors(self) -> list[str]:
        """The names of the school's majors."""
        return [name for _, name in self.school.majors]

    def major_for(self, firm: Firm) -> str:
        """Return a major that a firm of that trade may need, or any."""
        digits = firm.digits
        fitting = [name for code, name in self.school.majors if digits and code.startswith(digits)]
        return self.chance.choice(fitting or self.majors)

    def figure(self, code: str, year: int | None = None, value: float | None = None) -> Claim:
        """Return the claim of one of the school's figures."""
        said = self.figures[code] if value is None else value
        return figure(code, said, TERMS[code].unit, year)

    def told(self, code: str, year: int | None = None) -> Said:
        """Return label, value and unit of one of the school's figures, in one of the ways of prose."""
        claims = [self.figure(code, year)]
        words = worded(code, self.figures[code], self.chance)
        if self.chance.random() < _MORE:
            words += self._more(code, year, claims)
        return Said(words, tuple(claims))

    def _more(self, code: str, year: int | None, claims: list[Claim]) -> str:
        """Return what else is said of a figure: parts and changes that no indicator covers, or a share."""
        value, chance = int(self.figures[code]), self.chance
        if code == "dual_qualified_teachers":
            ratio = self.figures["dual_qualified_ratio"]
            claims.append(self.figure("dual_qualified_ratio", year))
            return f"，占专业课教师的{written(ratio)}%"
        forms = {
            "enrolled_students": (
                f"（其中女生{value * chance.randint(30, 60) // 100}人）",
                f"，其中住校生{value * chance.randint(40, 90) // 100}人",
            ),
            "new_students": (
                f"，比上年增加{chance.randint(3, 80)}人",
                f"，完成计划的{chance.randint(96, 118)}%",
            ),
            "full_time_teachers": (f"，占教职工总数的{chance.randint(78, 95)}%",),
            "senior_title_teachers": (f"，占{chance.randint(15, 40)}.{chance.randint(1, 9)}%",),
            "workstations": (f"，生均{chance.randint(30, 95) / 100}个",),
            "equipment_value": ("，能够满足教学需要",),
            "training_persons": (f"，其中退役军人{chance.randint(20, 300)}人次",),
            "employment_rate": (f"，比上年提高{chance.randint(1, 19) / 10}个百分点",),
            "starting_salary": (f"，较上年增长{chance.randint(20, 200)}元",),
        }
        return chance.choice(forms[code]) if code in forms else ""


def worded(code: str, value: float, chance: Random) -> str:
    """Return a figure in words: 在校生2531人, 就业率为98.2%, 生师比15.2：1."""
    name, number, unit = label(code, chance), written(value), TERMS[code].unit
    if code == "student_teacher_ratio":
        return f"{name}为1：{number}" if name == "师生比" else f"{name}{chance.choice(('', '为'))}{number}：1"
    link = chance.choice(("", "", "", "为", "达"))
    if name.endswith(("教职工", "教师", "学生", "在校生", "教学班", "工位", "图书", "专业", "党员", "企业")):
        link = chance.choice(("", "", "", "共"))
    elif name.startswith(
        ("招收", "录取", "实现", "升", "社会", "开展", "完成", "招生", "占地", "直接", "对口")
    ):
        link = ""
    return f"{name}{link}{number}{unit}"
