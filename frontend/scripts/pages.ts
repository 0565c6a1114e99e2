import type { Plugin, Rollup } from 'vite';

/**
 * What each kind of address, by its first part, needs beside the first view: the modules its page loads on
 * demand, and the data it asks for. An address whose first part is not here is none of the page's.
 */
export interface Page {
  modules: string[];
  data?: string[];
}

/** What every page needs, loaded by main.tsx. */
const OPENING = 'src/app/opening.tsx';

export const PAGES: Record<string, Page> = {
  '': { modules: ['src/app/HomePage.tsx'] },
  // The result's own data are named by the server, which knows whether there are any.
  c: { modules: ['src/app/SongPage.tsx'], data: ['/api/v1/models', '/api/v1/sources'] },
  how: { modules: ['src/app/HowPage.tsx'], data: ['/api/v1/models'] },
  history: { modules: ['src/app/HistoryPage.tsx'] },
  compare: { modules: ['src/app/ComparePage.tsx'] },
  record: { modules: ['src/app/RecordPage.tsx'] },
  about: { modules: ['src/features/about/AboutPage.tsx'] },
  several: { modules: ['src/app/SeveralPage.tsx'] },
  // A song on its way: only within a visit, so its page is there already.
  listen: { modules: [] },
  developers: { modules: ['src/features/developers/DevelopersPage.tsx'] },
};

/**
 * Writes a copy of index.html for each kind of address, `pages/NAME.html`, whose head names what that page will load: the browser
 * fetches all of it at once, instead of finding out one after the other. index.html itself is that of the first page.
 */
export function routePages(pages: Record<string, Page>): Plugin {
  return {
    name: 'route-pages',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const index = bundle['index.html'];
        if (index?.type !== 'asset') this.error('there is no index.html to make pages of');
        const html = String(index.source);
        for (const [name, page] of Object.entries(pages)) {
          const links = [...filesOf(bundle, [OPENING, ...page.modules])].filter((file) => !html.includes(file)).map(linkTo);
          const data = (page.data ?? []).map((url) => `<link rel="preload" as="fetch" crossorigin href="${url}">`);
          const source = html.replace('</head>', `${[...links, ...data].map((link) => `  ${link}\n`).join('')}  </head>`);
          if (name === '') index.source = source;
          else this.emitFile({ type: 'asset', fileName: `pages/${name}.html`, source });
        }
      },
    },
  };
}

/** The chunks of some modules, with all that they import at once, scripts and styles. */
function filesOf(bundle: Rollup.OutputBundle, modules: string[]): Set<string> {
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
  const files = new Set<string>();
  const walk = (chunk: Rollup.OutputChunk | undefined) => {
    if (!chunk || files.has(chunk.fileName)) return;
    files.add(chunk.fileName);
    chunk.viteMetadata?.importedCss.forEach((css) => files.add(css));
    chunk.imports.forEach((name) => walk(chunks.find(({ fileName }) => fileName === name)));
  };
  for (const module of modules) {
    const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(`/${module}`));
    if (!chunk) throw new Error(`pages.ts names ${module}, which is not loaded on demand`);
    walk(chunk);
  }
  return files;
}

const linkTo = (file: string): string =>
  file.endsWith('.css') ? `<link rel="stylesheet" crossorigin href="/${file}">` : `<link rel="modulepreload" crossorigin href="/${file}">`;
