// Opens messages with OpenPGP.js. The argument is the folder of its package.
import { createRequire } from 'node:module';
import { serve } from './lines.mjs';

const require = createRequire(import.meta.url);
const openpgp = require(process.argv[2]);
const { version } = require(process.argv[2] + '/package.json');

async function open(key, bytes, armored) {
  const message = armored
    ? await openpgp.readMessage({ armoredMessage: bytes.toString('latin1') })
    : await openpgp.readMessage({ binaryMessage: new Uint8Array(bytes) });
  const { data } = await openpgp.decrypt({ message, decryptionKeys: key, format: 'binary' });
  return data;
}

await serve(
  `OpenPGP.js ${version}, Node.js ${process.versions.node}`,
  (secret) => openpgp.readPrivateKey({ armoredKey: secret }),
  open,
);
