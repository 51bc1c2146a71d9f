// Starts `gainsay lsp` and hands it to the editor; everything else is in the server.
'use strict';

const vscode = require('vscode');
const { LanguageClient, State } = require('vscode-languageclient/node');

/** Settings that the server reads; the rest is for the extension. */
const KEYS = ['settings', 'decided', 'inlayHints', 'codeLens', 'author'];

/** @type {LanguageClient | undefined} */
let client;

/** The settings of the user, as the server takes them. */
function settings() {
  const own = vscode.workspace.getConfiguration('gainsay');
  /** @type {Record<string, unknown>} */
  const out = {};
  for (const key of KEYS) {
    out[key] = own.get(key);
  }
  return out;
}

function start() {
  const path = vscode.workspace.getConfiguration('gainsay').get('path') || 'gainsay';
  const server = { command: String(path), args: ['lsp', '--stdio'] };
  client = new LanguageClient('gainsay', 'gainsay', server, {
    documentSelector: [
      { language: 'markdown' },
      { language: 'plaintext' },
      { scheme: 'file', pattern: '**/gainsay.toml' },
      { scheme: 'file', pattern: '**/decisions.toml' },
    ],
    initializationOptions: settings(),
    middleware: {
      // a lens shows the other positions in the editor's own way
      async executeCommand(command, args, next) {
        const found = await next(command, args);
        if (command === 'gainsay.showPositions' && client && Array.isArray(found)) {
          const uri = vscode.Uri.parse(args[0]);
          const at = client.protocol2CodeConverter.asPosition(args[1]);
          const places = found.map((place) => client?.protocol2CodeConverter.asLocation(place));
          await vscode.commands.executeCommand('editor.action.showReferences', uri, at, places);
        }
        return found;
      },
    },
  });
  return client.start().catch((/** @type {Error} */ error) => {
    const text = `gainsay cannot be started (${path}): ${error.message}. Install it, or set gainsay.path.`;
    return vscode.window.showErrorMessage(text);
  });
}

async function stop() {
  const old = client;
  client = undefined;
  if (old && old.state === State.Running) {
    await old.stop();
  }
}

/** @param {vscode.ExtensionContext} context */
async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand('gainsay.restart', async () => {
      await stop();
      await start();
    }),
    vscode.commands.registerCommand('gainsay.showOutput', () => client?.outputChannel.show()),
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration('gainsay.path') || event.affectsConfiguration('gainsay.settings')) {
        await stop();
        await start();
      } else if (event.affectsConfiguration('gainsay')) {
        await client?.sendNotification('workspace/didChangeConfiguration', { settings: { gainsay: settings() } });
      }
    }),
  );
  await start();
}

module.exports = { activate, deactivate: stop };
