import { building } from '$app/environment';
import { error, redirect, type Handle, type HandleServerError, type ServerInit } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { app, createApp, inPractice, setApp } from '$lib/app.server';
import { backupDir, backupScope } from '$lib/backup-scope.server';
import { errorText } from '$lib/i18n/error-text';
import { handleLocale } from '$lib/i18n/hooks.server';
import { backupKeeper, lastBackupAt } from '$lib/platform/backup-keeper.server';
import { PROGRAM_VERSION } from '$lib/platform/backup-manifest.server';
import { systemClock } from '$lib/platform/clock';
import { readConfig } from '$lib/platform/config.server';
import { openDatabase } from '$lib/platform/database.server';
import { openDb } from '$lib/platform/db.server';
import { AppError, notAllowed, notFound } from '$lib/platform/errors';
import type { Actor } from '$lib/organisation/permission';
import { isUuid, newId } from '$lib/platform/ids';
import { createJobs } from '$lib/platform/jobs.server';
import { createLog } from '$lib/platform/log.server';
import { onShutdown } from '$lib/platform/shutdown.server';
import { openPracticeGround } from '$lib/practice/practice-ground.server';
import { followPractice } from '$lib/practice/practice-cookie.server';
import { accessOf, isLetIn, type Access } from '$lib/route-access';
import { problem } from '$lib/platform/http/problem.server';

/** The first who practises need not wait for the pictures to be drawn; a server that has just started has other work. */
const PRACTICE_READY_AFTER_MS = 5 * 60_000;

export const init: ServerInit = async () => {
	if (building) return;
	const config = readConfig(process.env);
	const log = createLog(config.logLevel);
	const database = await openDatabase(config, { notice: (text) => log.info(text) });
	const db = openDb({
		connectionString: database.appUrl,
		...(database.setRole && { setRole: database.setRole }),
		onIdleError: (fault) => log.warn({ err: fault }, 'idle database connection lost')
	});
	const jobs = createJobs({
		connectionString: database.appUrl,
		...(database.setRole && { setRole: database.setRole }),
		log
	});
	const deps = {
		clock: systemClock,
		log,
		dataDir: config.dataDir,
		...(config.secretKey && { secretKey: config.secretKey }),
		origin: config.origin,
		isDemo: config.demo
	};
	const ground = openPracticeGround({ ...deps, ownerUrl: database.ownerUrl, appUrl: database.appUrl });
	setApp(
		createApp({
			...deps,
			db,
			jobs,
			ground,
			server: {
				version: PROGRAM_VERSION,
				database: config.isEmbedded ? 'embedded' : 'external',
				hasOwnerAddress: !database.setRole,
				makesBackups: config.backups,
				lastBackupAt: () => lastBackupAt(backupDir(config.dataDir))
			}
		})
	);
	jobs.schedule('expireDueReservations', '* * * * *', () => app.reservation.expireDue());
	jobs.schedule('takeDueUnitNames', '* * * * *', () => app.unit.takeDueNames());
	jobs.schedule('forgetOldImports', '7 4 * * *', () => app.import.forgetOld());
	jobs.schedule('clearAwayPractice', '41 3 * * *', () => app.practice.clearAway());
	const { dataDir } = config;
	const backups =
		config.backups &&
		backupKeeper({
			ownerUrl: database.ownerUrl,
			scope: backupScope(dataDir),
			dir: backupDir(dataDir),
			clock: systemClock,
			log
		});
	if (backups) jobs.schedule('backUp', '17 3 * * *', backups.run);
	await jobs.start();
	if (backups) backups.start();
	const readying = setTimeout(() => void app.practice.makeReady(), PRACTICE_READY_AFTER_MS).unref();
	onShutdown(async () => {
		clearTimeout(readying);
		if (backups) await backups.stop();
		await jobs.stop();
		await ground.close();
		await app.close();
	});
};

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The API takes tokens only: no cookie means anything there, and no token anywhere else. */
const isApi = ({ pathname }: URL): boolean => pathname === '/api' || pathname.startsWith('/api/');

/** Called by identity providers' servers: they carry a signed token, and no cookie means anything there. */
const isProviderCall = ({ pathname }: URL): boolean => /^\/sign-in\/[^/]+\/sign-out$/.test(pathname);

/** Requests that may carry our cookie must come from our own pages. */
const handleOrigin: Handle = ({ event, resolve }) => {
	const { request, url } = event;
	if (
		!SAFE_METHODS.has(request.method) &&
		!isApi(url) &&
		!isProviderCall(url) &&
		request.headers.get('origin') !== url.origin
	)
		return new Response(errorText('crossSite'), { status: 403 });
	return resolve(event);
};

const handleActor: Handle = async ({ event, resolve }) => {
	event.locals.requestId = newId();
	event.locals.actor = null;
	event.locals.practice = null;
	event.locals.sessionId = null;
	event.locals.session = null;
	if (isApi(event.url)) {
		const bearer = /^Bearer (\S+)$/i.exec(event.request.headers.get('authorization') ?? '')?.[1];
		if (bearer) event.locals.actor = await app.account.findActorOfToken(bearer);
	} else await app.account.resumeSession(event);
	return resolve(event);
};

/**
 * Whoever practises acts as somebody made up, on services that reach nothing real. When practice ended by itself, what
 * is sent from one of its pages is not done as the real person.
 */
const handlePractice: Handle = async ({ event, resolve }) => {
	const { actor, session, sessionId } = event.locals;
	const role = session?.practisingAs;
	if (!actor || !role || !sessionId) {
		if (!isApi(event.url)) followPractice(event, false);
		return resolve(event);
	}
	const practitioner = await app.practice.findPractitioner(actor, role);
	followPractice(event, practitioner !== undefined);
	if (!practitioner) {
		await app.practice.leave(actor, sessionId);
		const isRefused = !SAFE_METHODS.has(event.request.method) && event.url.pathname !== '/sign-out';
		if (isRefused) redirect(303, '/practice');
		return resolve(event);
	}
	event.locals.actor = practitioner.actor;
	event.locals.practice = { as: role, person: actor };
	return inPractice(practitioner.app, () => resolve(event));
};

function apiRefusal(access: Access | undefined, actor: Actor | null): AppError {
	if (!actor) return new AppError('tokenRequired', 401);
	if (access === undefined) return new AppError('methodNotAllowed', 405);
	const scope = typeof access === 'object' ? access.scope : undefined;
	const hasScope = actor.via.kind === 'token' && (!scope || actor.via.scopes.includes(scope));
	return scope && !hasScope ? new AppError('scopeMissing', 403, { params: { scope } }) : notAllowed();
}

/** Parts of a page's path that are to be ids; what cannot be one is as unknown as an unknown one. */
const hasOnlyIds = (params: Partial<Record<string, string>>): boolean =>
	Object.entries(params).every(([name, value]) => !/id$/i.test(name) || isUuid(value));

/** Nobody gets further than the row of the route says. */
const handleAccess: Handle = ({ event, resolve }) => {
	const { route, request, url, locals } = event;
	if (route.id === null) return isApi(url) ? problem(notFound(), locals.requestId) : resolve(event);
	const access = accessOf(route.id, request.method, url.search);
	const isIn = isLetIn(access, locals.actor);
	// The API reads its ids by its schemas.
	if (isIn && (isApi(url) || hasOnlyIds(event.params))) return resolve(event);
	if (isApi(url)) return problem(apiRefusal(access, locals.actor), locals.requestId);
	if (!locals.actor && !url.pathname.startsWith('/media/')) {
		const next = request.method === 'GET' ? `?next=${encodeURIComponent(url.pathname + url.search)}` : '';
		redirect(303, `/sign-in${next}`);
	}
	// An error thrown here would be drawn by SvelteKit's plain page, which speaks of a fault.
	const isPage = request.method === 'GET' && !event.isDataRequest;
	if (isPage && request.headers.get('accept')?.includes('text/html')) return event.fetch('/not-found');
	error(404, { message: errorText('notFound'), code: 'notFound' });
};

const SECURITY_HEADERS = {
	'X-Content-Type-Options': 'nosniff',
	'Referrer-Policy': 'same-origin',
	'Permissions-Policy': 'camera=(self), geolocation=(), microphone=()',
	'Cross-Origin-Opener-Policy': 'same-origin',
	'Cross-Origin-Resource-Policy': 'same-origin',
	'X-Frame-Options': 'DENY'
};

const handleHeaders: Handle = async ({ event, resolve }) => {
	const started = performance.now();
	const response = await resolve(event);
	for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.headers.set(name, value);
	if (event.url.protocol === 'https:')
		response.headers.set('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
	if (!response.headers.has('Cache-Control')) response.headers.set('Cache-Control', 'private, no-store');
	app.log.info(
		{
			requestId: event.locals.requestId,
			method: event.request.method,
			route: event.route.id,
			status: response.status,
			ms: Math.round(performance.now() - started)
		},
		'request'
	);
	return response;
};

export const handle = sequence(
	handleHeaders,
	handleLocale,
	handleOrigin,
	handleActor,
	handlePractice,
	handleAccess
);

/** Faults of ours become an id that leads to the log; "not found" stays a calm sentence. */
export const handleError: HandleServerError = ({ error: thrown, event, status }) => {
	if (status === 404) return { message: errorText('notFound'), code: 'notFound' };
	const id = event.locals.requestId ?? newId();
	app.log.error({ err: thrown, requestId: id, route: event.route.id }, 'unhandled error');
	return { message: errorText('unexpected'), id };
};
