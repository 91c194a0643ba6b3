// Opens packages with r2-shared-js, as Readium's desktop apps do; prints one JSON line each.
const {
  initGlobalConverters_GENERIC,
  initGlobalConverters_SHARED,
} = require("r2-shared-js/dist/es8-es2017/src/init-globals");
const {
  PublicationParsePromise,
} = require("r2-shared-js/dist/es8-es2017/src/parser/publication-parser");

initGlobalConverters_SHARED();
initGlobalConverters_GENERIC();

async function read(path) {
  try {
    const book = await PublicationParsePromise(path);
    return {
      title: book.Metadata.Title,
      duration: book.Metadata.Duration,
      chapters: (book.Spine || []).map((link) => link.Duration),
      contents: (book.TOC || []).length,
    };
  } catch (error) {
    return { error: String(error) };
  }
}

(async () => {
  for (const path of process.argv.slice(2)) {
    console.log(JSON.stringify(await read(path)));
  }
  process.exit(0);
})();
