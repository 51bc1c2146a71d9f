// An editor that is none: as much of the `vscode` module as the language client asks for. What it registers and shows is
// kept, so that a test can play the user.
'use strict';

const Module = require('node:module');
const { pathToFileURL } = require('node:url');

class Emitter {
  constructor() {
    this.listeners = new Set();
    this.event = (listener, self) => {
      const own = self ? listener.bind(self) : listener;
      this.listeners.add(own);
      return { dispose: () => this.listeners.delete(own) };
    };
  }
  fire(event) {
    [...this.listeners].forEach((listener) => listener(event));
  }
  dispose() {}
}

class Uri {
  constructor(text) {
    const [, scheme = '', authority = '', path = ''] = /^([a-z]+):\/\/([^/]*)(.*)$/.exec(text) || [];
    Object.assign(this, { text, scheme, authority, path: decodeURIComponent(path), fsPath: decodeURIComponent(path) });
  }
  static parse(text) {
    return new Uri(text);
  }
  static file(path) {
    return new Uri(pathToFileURL(path).href);
  }
  toString() {
    return this.text;
  }
}

class Position {
  constructor(line, character) {
    Object.assign(this, { line, character });
  }
}

class Range {
  constructor(a, b, c, d) {
    const [start, end] = typeof a === 'number' ? [new Position(a, b), new Position(c, d)] : [a, b];
    Object.assign(this, { start, end });
  }
}

class Kind {
  constructor(value) {
    this.value = value;
  }
  append(part) {
    return new Kind(`${this.value}.${part}`);
  }
}
Kind.Empty = new Kind('');
Kind.QuickFix = new Kind('quickfix');
const kinds = ['Refactor', 'RefactorExtract', 'RefactorInline', 'RefactorMove', 'RefactorRewrite', 'Source'];
[...kinds, 'SourceOrganizeImports', 'SourceFixAll', 'Notebook'].forEach((name) => (Kind[name] = new Kind(name)));

/** A class whose objects hold what they are made of, under these names. */
const record = (...names) =>
  class {
    constructor(...given) {
      names.forEach((name, n) => (this[name] = given[n]));
    }
  };

class WorkspaceEdit {
  constructor() {
    this.edits = [];
  }
  createFile(uri) {
    this.edits.push({ create: String(uri) });
  }
  replace(uri, range, text) {
    this.edits.push({ uri: String(uri), range, text });
  }
}

class MarkdownString {
  constructor(value = '') {
    this.value = value;
  }
  appendMarkdown(text) {
    this.value += text;
    return this;
  }
}

class Source {
  constructor() {
    this.token = { isCancellationRequested: false, onCancellationRequested: new Emitter().event };
  }
  cancel() {}
  dispose() {}
}

/** Makes the module and puts it in the place of the editor's. */
function editor(root, settings) {
  const providers = {};
  const events = {};
  const commands = {};
  const collections = [];
  const errors = [];
  const event = (name) => (events[name] ??= new Emitter()).event;
  const idle = () => new Proxy({}, { get: (_, key) => (/^on/.test(String(key)) ? new Emitter().event : () => {}) });
  // events and registrations of any name
  const open = (own) =>
    new Proxy(own, {
      get(target, key) {
        if (key in target || typeof key !== 'string') return target[key];
        if (key.startsWith('on')) return event(key);
        if (key.startsWith('create')) return idle;
        if (!key.startsWith('register')) return undefined;
        return (...given) => {
          providers[key.slice('register'.length)] = given[1];
          return { dispose() {} };
        };
      },
    });
  const collection = () => {
    const all = new Map();
    const own = { all, set: (uri, list) => all.set(String(uri), list), delete: (uri) => all.delete(String(uri)) };
    collections.push(all);
    return { ...own, clear: () => all.clear(), dispose: () => all.clear() };
  };
  const folder = { uri: Uri.file(root), name: 'texts', index: 0 };
  const known = {
    Uri, Position, Range, WorkspaceEdit, MarkdownString, CodeActionKind: Kind, EventEmitter: Emitter,
    CancellationTokenSource: Source, CancellationError: Error,
    Diagnostic: record('range', 'message', 'severity'),
    DiagnosticRelatedInformation: record('location', 'message'),
    Location: record('uri', 'range'),
    Hover: record('contents', 'range'),
    CodeAction: record('title', 'kind'),
    Disposable: Object.assign(record('dispose'), { from: (...all) => ({ dispose: () => all.forEach((d) => d.dispose()) }) }),
    DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
    version: '1.91.0',
    env: { appName: 'none', language: 'en' },
    extensions: { getExtension: () => undefined, all: [] },
    l10n: { t: (text) => text },
    workspace: open({
      workspaceFolders: [folder],
      textDocuments: [],
      notebookDocuments: [],
      getConfiguration: (section) => ({
        get: (key, otherwise) => (section === 'gainsay' && key in settings ? settings[key] : otherwise),
        inspect: () => undefined,
      }),
      getWorkspaceFolder: () => folder,
      applyEdit: async () => true,
    }),
    window: open({
      createOutputChannel: () => idle(),
      showErrorMessage: async (text) => void errors.push(text),
      visibleTextEditors: [],
      tabGroups: { all: [], onDidChangeTabs: event('tabs'), onDidChangeTabGroups: event('groups') },
    }),
    languages: open({ createDiagnosticCollection: collection, match: () => 10 }),
    commands: {
      registerCommand: (name, run) => ((commands[name] = run), { dispose() {} }),
      executeCommand: async (name, ...given) => commands[name]?.(...given),
    },
  };
  // all else is a class that nobody looks into
  const module = new Proxy(known, {
    get: (target, key) =>
      key in target || typeof key !== 'string' || key.startsWith('__') ? target[key] : (target[key] = class {}),
  });
  const load = Module._load;
  Module._load = function (name, ...rest) {
    return name === 'vscode' ? module : load.call(this, name, ...rest);
  };
  const diagnostics = (name) => collections.flatMap((all) => [...all].filter(([uri]) => uri.endsWith(name))).flatMap(([, l]) => l);
  return { module, providers, commands, errors, diagnostics, fire: (name, what) => events[name].fire(what) };
}

module.exports = { editor, Source };
