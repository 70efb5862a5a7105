// What of a network is shown: where it began, what was widened since, and what the filters leave.
(function () {
  "use strict";

  const AT_ONCE = 24;
  const MOST = 200;

  // A line in whichever direction it is told.
  function ends(tie) { return [tie.one, tie.other].sort().join("\n"); }

  function State(surroundings, narrow) {
    const members = surroundings.members.filter((one) => !narrow || one.narrow);
    this.centre = surroundings.key;
    this.narrow = narrow;
    this.base = members.map((one) => Object.assign({}, one, {
      at: narrow ? one.narrow : one.at, side: narrow && one.side === "left" ? "right" : one.side
    }));
    this.first = surroundings;
    this.places = new Map(this.base.map((one) => [one.key, one]));
    this.reset();
  }

  State.prototype.reset = function () {
    this.steps = [];
    this.off = new Set();
    this.mode = "";
    this.year = "";
  };

  // Everything in the picture, filtered or not, by key.
  State.prototype.nodes = function () {
    const nodes = new Map(this.base.map((one) => [one.key, one]));
    this.steps.forEach((step) => step.nodes.forEach((one) => nodes.set(one.key, one)));
    return nodes;
  };

  State.prototype.widened = function (key) { return this.steps.some((step) => step.of === key); };

  // How many of a thing's own links are not in the picture.
  State.prototype.missing = function (around) {
    const nodes = this.nodes();
    return around.own.filter((tie) => !nodes.has(tie.other)).length;
  };

  // Adds the next of a thing's own links, or the one with the key `only`; returns how many, 0 where all are
  // there, -1 where no room is left.
  State.prototype.widen = function (around, only) {
    const nodes = this.nodes();
    if (!nodes.has(around.key)) return 0;
    const waiting = around.own.map((tie) => tie.other).filter((key) => !nodes.has(key) && (!only || key === only))
      .map((key) => around.named.get(key));
    const room = Math.max(0, MOST - nodes.size);
    const members = waiting.slice(0, Math.min(AT_ONCE, room));
    if (waiting.length && !members.length) return -1;
    const drawn = new Set(this.ties().map(ends));
    if (!members.length && around.own.every((tie) => !nodes.has(tie.other) || drawn.has(ends(tie)))) return 0;
    // Who was there before comes back to the same place.
    const back = members.filter((one) => this.places.has(one.key)).map((one) => this.places.get(one.key));
    const fresh = members.filter((one) => !this.places.has(one.key));
    const all = Array.from(this.places.values());
    const place = this.narrow ? zhijiao.ego.below : zhijiao.ego.beside;
    const placed = fresh.length ? place(all, nodes.get(around.key), fresh) : [];
    placed.forEach((one) => this.places.set(one.key, one));
    this.steps.push({ of: around.key, around: around, nodes: back.concat(placed) });
    return members.length;
  };

  // The keys of what came last, and of the thing by which it came.
  State.prototype.latest = function () {
    const step = this.steps[this.steps.length - 1];
    return step ? [step.of].concat(step.nodes.map((one) => one.key)) : [];
  };

  // Takes away what a thing was widened by, and all that came by those.
  State.prototype.fold = function (key) {
    this.keep(this.steps.filter((step) => step.of !== key));
  };

  State.prototype.back = function () { this.keep(this.steps.slice(0, -1)); };

  State.prototype.keep = function (steps) {
    this.steps = [];
    steps.forEach(function (step) {
      if (this.nodes().has(step.of)) this.steps.push(step);
    }, this);
  };

  // All lines between nodes of the picture; of two that say the same, one.
  State.prototype.ties = function () {
    const nodes = this.nodes();
    const found = new Map();
    const all = this.steps.reduce((ties, step) => ties.concat(step.around.own), this.first.ties);
    all.forEach(function (tie) {
      const key = ends(tie);
      if (nodes.has(tie.one) && nodes.has(tie.other) && !found.has(key)) found.set(key, tie);
    });
    return Array.from(found.values());
  };

  // Whether a line passes the filters of mode and year; lines that are no cooperation have neither.
  State.prototype.passes = function (tie) {
    if (tie.word) return true;
    return (!this.mode || tie.modes.includes(this.mode)) && (!this.year || tie.years.includes(this.year));
  };

  // What the filters leave: lines, and the keys of the nodes to which they lead from the middle.
  State.prototype.shown = function () {
    const nodes = this.nodes();
    const kept = (key) => key === this.centre || !this.off.has(nodes.get(key).look);
    const ties = this.ties().filter((tie) => this.passes(tie) && kept(tie.one) && kept(tie.other));
    const beside = new Map();
    ties.forEach(function (tie) {
      [[tie.one, tie.other], [tie.other, tie.one]].forEach(function (pair) {
        if (!beside.has(pair[0])) beside.set(pair[0], []);
        beside.get(pair[0]).push(pair[1]);
      });
    });
    const reached = new Set([this.centre]);
    reached.forEach(function (key) { (beside.get(key) || []).forEach((other) => reached.add(other)); });
    const members = Array.from(nodes.values()).filter((one) => reached.has(one.key));
    return { members: members, ties: ties.filter((tie) => reached.has(tie.one)) };
  };

  // Whether an entry of the list stays: a thing linked to the middle, told under one mode or under none.
  State.prototype.lists = function (key, mode) {
    const tie = this.first.own.find((one) => one.other === key) || this.ties().find((one) => one.other === key);
    const member = this.first.named.get(key) || this.nodes().get(key);
    if (!tie || !member) return !this.mode && !this.year && !this.off.size;
    if (this.off.has(member.look)) return false;
    return this.passes(tie) && (!mode || !this.mode || mode === this.mode);
  };

  zhijiao.ego.State = State;
})();
