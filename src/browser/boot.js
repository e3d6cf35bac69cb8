// Starts the page: `load` gives the initializer of its WebAssembly, `source` the WebAssembly or
// its address. When that fails, what the page says without script comes to light again.
const boot = async (load, source) => {
  try {
    const init = await load();
    await init({ module_or_path: source() });
  } catch {
    document.documentElement.classList.remove("js");
  }
};
