// Runs the built extension against the real server, with an editor that is none: `npm test`, or
// `GAINSAY=path/to/gainsay npm test` where the program is not on the path.
'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { editor, Source } = require('./editor.js');

const root = fs.mkdtempSync(path.join(os.tmpdir(), 'gainsay-'));
process.on('exit', () => fs.rmSync(root, { recursive: true, force: true }));
fs.mkdirSync(path.join(root, 'corpus'));
fs.writeFileSync(path.join(root, 'gainsay.toml'), '');
const text = (ships) => `# Ships\n\nIn 1911 the yard built ${ships} ships.\n`;
fs.writeFileSync(path.join(root, 'corpus/a.md'), text(14));
fs.writeFileSync(path.join(root, 'corpus/b.md'), text(19));

const own = editor(root, { path: process.env.GAINSAY || 'gainsay', decided: 'hint' });
const { Uri, Range, Position, workspace } = own.module;
const document = {
  uri: Uri.file(path.join(root, 'corpus/a.md')), languageId: 'markdown', version: 1, text: text(14), isClosed: false,
  getText() {
    return this.text;
  },
};

/** Waits until something holds. */
async function until(what, holds) {
  for (let n = 0; n < 100; n += 1) {
    if (holds()) return console.log(`ok: ${what}`);
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`${what}: not within ten seconds; errors shown: ${own.errors.join('; ') || 'none'}`);
}

async function main() {
  workspace.textDocuments.push(document);
  const extension = require('../dist/extension.js');
  await extension.activate({ subscriptions: [] });
  await until('both texts are underlined', () => own.diagnostics('a.md').length === 1 && own.diagnostics('b.md').length === 1);
  const [found] = own.diagnostics('a.md');
  assert.match(found.message, /^14 here; b:3 says 19/);
  assert.match(found.relatedInformation[0].message, /b says 19/);
  const at = new Position(2, 24);
  const hover = await own.providers.HoverProvider.provideHover(document, at, new Source().token);
  assert.match(JSON.stringify(hover.contents), /14/);
  const range = new Range(2, 24, 2, 24);
  const context = { diagnostics: [found], only: undefined, triggerKind: 1 };
  const actions = await own.providers.CodeActionsProvider.provideCodeActions(document, range, context, new Source().token);
  const confirm = actions.find((action) => action.title.startsWith('Confirm'));
  assert.match(JSON.stringify(confirm.edit.edits), /facts\/decisions\.toml.*ruling = /);
  console.log(`ok: hover, ${actions.length} actions`);
  const change = { range: new Range(2, 23, 2, 25), rangeOffset: text(14).indexOf('14'), rangeLength: 2, text: '19' };
  Object.assign(document, { text: text(19), version: 2 });
  own.fire('onDidChangeTextDocument', { document, contentChanges: [change] });
  await until('an edit mends both', () => own.diagnostics('a.md').length + own.diagnostics('b.md').length === 0);
  await own.commands['gainsay.restart']();
  await extension.deactivate();
  assert.deepStrictEqual(own.errors, []);
  console.log('ok: restarted and stopped');
}

main().then(() => process.exit(0), (error) => {
  console.error(error);
  process.exit(1);
});
