/// <reference no-default-lib="true" />
/// <reference lib="esnext" />
/// <reference lib="webworker" />
/// <reference types="@sveltejs/kit" />
import { build, version } from '$service-worker';

const worker = self as unknown as ServiceWorkerGlobalScope;
const PREFIX = 'omatt-';
const CACHE = PREFIX + version;
const ASSETS = new Set(build);
const LANGUAGES = ['nb', 'nn', 'en'] as const;
const offlineKey = (language: string) => `/offline?language=${language}`;

/** Build files and the offline page in each language, fetched without cookies so that nobody's name is in it. */
async function install(): Promise<void> {
	const cache = await caches.open(CACHE);
	await cache.addAll([...ASSETS]);
	for (const language of LANGUAGES) {
		const page = await fetch('/offline', { credentials: 'omit', headers: { 'accept-language': language } });
		if (!page.ok) throw new Error(`offline page: ${page.status}`);
		await cache.put(offlineKey(language), page);
	}
}

async function removeOldCaches(): Promise<void> {
	const old = (await caches.keys()).filter((key) => key.startsWith(PREFIX) && key !== CACHE);
	await Promise.all(old.map((key) => caches.delete(key)));
}

async function chosenLanguage(): Promise<string> {
	const chosen = 'cookieStore' in worker ? (await worker.cookieStore.get('omatt_locale'))?.value : undefined;
	const wanted = chosen ?? worker.navigator.language.slice(0, 2);
	return LANGUAGES.find((language) => language === wanted) ?? 'nb';
}

async function asset(request: Request): Promise<Response> {
	return (await caches.match(request, { cacheName: CACHE })) ?? fetch(request);
}

/** Pages come from the network only: they hold what belongs to one person. */
async function navigation(request: Request): Promise<Response> {
	try {
		return await fetch(request);
	} catch (error) {
		const page = await caches.match(offlineKey(await chosenLanguage()), { cacheName: CACHE });
		if (page) return page;
		throw error;
	}
}

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(removeOldCaches()));
worker.addEventListener('fetch', (event) => {
	const { request } = event;
	if (request.method !== 'GET') return;
	const url = new URL(request.url);
	if (url.origin !== worker.location.origin) return;
	if (ASSETS.has(url.pathname)) event.respondWith(asset(request));
	else if (request.mode === 'navigate') event.respondWith(navigation(request));
});
