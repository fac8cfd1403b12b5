import { compile } from '@inlang/paraglide-js';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { messages } from './messages.mjs';
import { writeWords } from './words.mjs';

const sources = fileURLToPath(new URL('../src/lib/i18n/messages/', import.meta.url));
const compiled = `${messages.outdir}/messages/_index.js`;
const newest = Math.max(...readdirSync(sources).map((file) => statSync(sources + file).mtimeMs));

// A program of its own: the compiler leaves handles open that keep a finished test run from ending.
if (!existsSync(compiled) || statSync(compiled).mtimeMs < newest) await compile(messages);
writeWords();
process.exit();
