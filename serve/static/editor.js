// The editor for queries: YASGUI with this server's endpoint, our prefixes and terms, the named queries.
(function () {
  "use strict";

  var data = JSON.parse(document.getElementById("editor-data").textContent);
  var root = document.getElementById("editor").dataset.root;
  var endpoint = new URL(root + "sparql", location.href).href;
  var Yasqe = Yasgui.Yasqe;

  function starting(list) {
    return function (_yasqe, token) {
      var wanted = (token && token.autocompletionString) || "";
      return list.filter(function (iri) { return iri.indexOf(wanted) === 0; });
    };
  }

  // The editor's own completers ask other servers; these know what there is.
  Yasqe.forkAutocompleter("prefixes", {
    name: "our-prefixes", persistenceId: null, bulk: false,
    get: function (_yasqe, token) {
      var wanted = (token && token.string.replace(/^PREFIX\s+/i, "")) || "";
      return Object.keys(data.prefixes)
        .map(function (name) { return name + ": <" + data.prefixes[name] + ">"; })
        .filter(function (line) { return line.indexOf(wanted) === 0; });
    }
  });
  Yasqe.forkAutocompleter("class", { name: "our-classes", get: starting(data.classes) });
  Yasqe.forkAutocompleter("property", { name: "our-properties", get: starting(data.properties) });
  Yasqe.defaults.autocompleters = ["variables", "our-prefixes", "our-classes", "our-properties"];

  // A link or an old tab may name another endpoint; here every tab asks this server.
  function ours(tab) {
    tab.requestConfig = Object.assign({}, tab.requestConfig, { endpoint: endpoint });
    return tab;
  }

  var example = data.examples.find(function (one) { return one.name === "partners"; }) || data.examples[0];
  Yasqe.defaults.value = example ? example.text : "SELECT * WHERE { ?s ?p ?o } LIMIT 10";
  var yasgui = new Yasgui(document.getElementById("editor"), {
    tabName: "查询",
    persistenceId: "zhijiao",
    copyEndpointOnNewTab: false,
    populateFromUrl: ours,
    requestConfig: { endpoint: endpoint, method: "POST" },
    endpointCatalogueOptions: { getData: function () { return []; }, keys: [], renderItem: function () {} },
    yasqe: Object.assign({}, Yasqe.defaults, { prefixCcApi: null, editorHeight: "360px" }),
    yasr: Object.assign({}, Yasgui.Yasr.defaults, { prefixes: data.prefixes })
  });
  Object.keys(yasgui._tabs).forEach(function (id) { yasgui._tabs[id].setEndpoint(endpoint); });
  window.yasgui = yasgui;

  function open(name) {
    var wanted = data.examples.find(function (one) { return one.name === name; });
    if (!wanted) return;
    var tab = yasgui.getTab();
    // What somebody has written stays; an untouched example gives way to the next.
    var untouched = tab && data.examples.some(function (one) { return one.text === tab.getQuery(); });
    if (untouched) tab.setQuery(wanted.text);
    else yasgui.addTab(true, { name: wanted.title, yasqe: { value: wanted.text } });
  }

  document.querySelectorAll("button[data-example]").forEach(function (button) {
    button.addEventListener("click", function () {
      open(button.dataset.example);
      document.getElementById("editor").scrollIntoView({ block: "nearest" });
    });
  });
  // Not "query": the editor takes that for the text of one.
  var asked = new URLSearchParams(location.search).get("example");
  if (asked) open(asked);

  // Things of this graph open on this server, wherever their IRIs lead otherwise.
  document.getElementById("editor").addEventListener("click", function (event) {
    var link = event.target.closest("a.iri");
    if (!link) return;
    var iri = link.getAttribute("href");
    var part = data.inside.find(function (one) { return iri.indexOf(one[0]) === 0; });
    var here = part ? root + part[1] + iri.slice(part[0].length)
      : iri.indexOf(data.vocabulary) === 0 ? root + "ontology#" + iri.slice(data.vocabulary.length) : null;
    if (here === null) return;
    event.preventDefault();
    window.open(new URL(here, location.href).href, "_blank", "noopener");
  });
})();
