// Runs the client's own TypeScript under Node: "@/" is mobile/src, types are taken off, and the three things that only a
// phone or a browser has (where the session is kept, where the server is, random bytes) are given by this folder.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const mobile = new URL('../../../mobile/', import.meta.url);
const typescript = createRequire(new URL('package.json', mobile))('typescript');
const GIVEN = {
  '@/session/token': new URL('token.mjs', import.meta.url).href,
  './where': new URL('where.mjs', import.meta.url).href,
  '@/lib/random': new URL('src/lib/random.web.ts', mobile).href,
  '@/lib/online': new URL('online.mjs', import.meta.url).href,
};

export async function resolve(specifier, context, next) {
  if (specifier in GIVEN) return { url: GIVEN[specifier], shortCircuit: true };
  const ours = specifier.startsWith('@/');
  if (ours || (specifier.startsWith('.') && context.parentURL?.endsWith('.ts'))) {
    const base = ours ? new URL(`src/${specifier.slice(2)}`, mobile) : new URL(specifier, context.parentURL);
    for (const end of ['.ts', '.tsx', '/index.ts']) {
      const file = fileURLToPath(base) + end;
      if (existsSync(file)) return { url: pathToFileURL(file).href, shortCircuit: true };
    }
  }
  return next(specifier, context);
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const { outputText } = typescript.transpileModule(readFileSync(fileURLToPath(url), 'utf8'), {
    compilerOptions: { module: typescript.ModuleKind.ESNext, target: typescript.ScriptTarget.ES2022, verbatimModuleSyntax: false },
  });
  return { format: 'module', source: outputText, shortCircuit: true };
}
