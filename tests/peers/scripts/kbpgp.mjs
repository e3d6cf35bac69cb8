// Opens messages with kbpgp. The argument is the folder of its package.
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { serve } from './lines.mjs';

const require = createRequire(import.meta.url);
const kbpgp = require(process.argv[2]);
const { version } = require(process.argv[2] + '/package.json');
const importKey = promisify(kbpgp.KeyManager.import_from_armored_pgp);
const unbox = promisify(kbpgp.unbox);

async function open(key, bytes, armored) {
  const keyfetch = new kbpgp.keyring.KeyRing();
  keyfetch.add_key_manager(key);
  const literals = await unbox(
    armored ? { keyfetch, armored: bytes.toString('latin1') } : { keyfetch, raw: bytes },
  );
  if (literals.length !== 1) throw new Error(`${literals.length} literal packets`);
  return literals[0].toBuffer();
}

await serve(
  `kbpgp ${version}, Node.js ${process.versions.node}`,
  (secret) => importKey({ armored: secret }),
  open,
);
