// Behind OpenPGP.js: seals a file as a stream, or a text at once, to one certificate.
"use strict";

const seal = async ({ certificate, config, file, text }) => {
  const encryptionKeys = await openpgp.readKey({ armoredKey: certificate, config });
  if (text !== undefined) {
    const message = await openpgp.createMessage({ text });
    return openpgp.encrypt({ message, encryptionKeys, config });
  }
  const message = await openpgp.createMessage({ binary: file.stream() });
  const sealed = await openpgp.encrypt({ message, encryptionKeys, config, format: "binary" });
  const parts = new Parts();
  const reader = sealed.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return parts.blob();
    parts.push(value);
  }
};

onmessage = async ({ data }) => {
  try {
    postMessage({ sealed: await seal(data) });
  } catch (error) {
    postMessage({ error: `${error}\n${error.stack}` });
  }
};
postMessage({ head: "ready" });
