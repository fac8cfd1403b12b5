import type { Handle } from '@sveltejs/kit';
import { paraglideMiddleware } from './paraglide/server.js';

/** Finds the language of the request (cookie, then browser, then bokmål) and writes it on the page. */
export const handleLocale: Handle = ({ event, resolve }) =>
	paraglideMiddleware(event.request, ({ locale }) =>
		resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', locale) })
	);
