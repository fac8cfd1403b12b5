import { AsyncLocalStorage } from 'node:async_hooks';
import { join } from 'node:path';
import { accountService } from './account/account.service.server';
import { importService } from './account/import.service.server';
import { organisationsService } from './account/organisations.service.server';
import { provisionService } from './account/provision.service.server';
import { followMergedUnit } from './account/people-following.server';
import { peopleService } from './account/people.service.server';
import { signInAdminService } from './account/sign-in-admin.service.server';
import { signInWaitingService } from './account/sign-in-waiting.service.server';
import { signInService } from './account/sign-in.service.server';
import { roleMapService } from './account/role-map.service.server';
import { tokenService } from './account/token.service.server';
import { recordEveryEvent } from './audit/audit.server';
import { auditService } from './audit/audit.service.server';
import { benefitService } from './benefit/benefit.service.server';
import { REQUIRED_ATTRIBUTION } from './benefit/seed/sources';
import { catalogueFileService } from './catalogue/catalogue-file.service.server';
import { catalogueService } from './catalogue/catalogue.service.server';
import { itemTypeService } from './catalogue/item-type.service.server';
import { feedbackService } from './feedback/feedback.service.server';
import { idempotencyService } from './integration/idempotency.service.server';
import { jobService } from './job/job.service.server';
import { followCooperation, followPriorityDays } from './listing/listing-sharing.server';
import { listingRepository } from './listing/listing.repository.server';
import { WITHDRAW_REASONS } from './listing/listing';
import { listingService } from './listing/listing.service.server';
import { clearanceService } from './need/clearance.service.server';
import { followReservations } from './need/need-coverage.server';
import { needService } from './need/need.service.server';
import { purchaseRequestService } from './need/purchase-request.service.server';
import { REFUSALS } from './need/reuse-check';
import { reuseCheckService } from './need/reuse-check.service.server';
import { unitHoldingsRepository } from './need/unit-holdings.repository.server';
import { organisationService } from './organisation/organisation.service.server';
import { sharingService } from './organisation/sharing.service.server';
import { unitService } from './organisation/unit.service.server';
import { photoService } from './photo/photo.service.server';
import { pilotService } from './pilot/pilot.service.server';
import type { Clock } from './platform/clock';
import { isReachable, type Db } from './platform/db.server';
import { EventBus } from './platform/events.server';
import type { Jobs } from './platform/jobs.server';
import type { Log } from './platform/log.server';
import { createSeal } from './platform/seal.server';
import type { PracticeGround } from './practice/practice-ground.server';
import { practiceService } from './practice/practice.service.server';
import { reasonService } from './reason/reason.service.server';
import { reportService } from './report/report.service.server';
import { reservationService } from './reservation/reservation.service.server';
import { ruleService } from './rule/rule.service.server';
import { searchService } from './search/search.service.server';
import { settingService, type ServerFacts } from './setting/setting.service.server';
import { startService } from './start/start.service.server';
import { tourService } from './start/tour.service.server';
import { LOSSES } from './stock/stock';
import { stockService } from './stock/stock.service.server';
import { storageService } from './storage/storage.service.server';

export interface AppDeps {
	db: Db;
	clock: Clock;
	log: Log;
	/** Folder of the photos and of this installation's key. */
	dataDir: string;
	/** The key itself, where several servers share one. */
	secretKey?: string;
	/** Where the browser reaches us, without a trailing slash. */
	origin: string;
	/** Demo sign-in by one tap is open. */
	isDemo: boolean;
	/** What the server does by itself; left out where nothing of it runs. */
	jobs?: Jobs | undefined;
	/** What it was started with; left out where nobody asks. */
	server?: ServerFacts | undefined;
	/** Where people practise; left out where nobody does. */
	ground?: PracticeGround | undefined;
}

/** The composition root: builds every service once and wires the domain events. */
export function createApp({
	db,
	clock,
	log,
	dataDir,
	secretKey,
	isDemo,
	origin,
	jobs,
	server,
	ground
}: AppDeps) {
	const bus = new EventBus();
	const deps = { db, bus, clock, log };
	recordEveryEvent(bus);

	const organisation = organisationService(deps);
	const account = accountService({ ...deps, organisation, origin, isDemo });
	const seal = createSeal({ dataDir, ...(secretKey && { secretKey }) });
	const signIn = signInService({ ...deps, origin, seal });
	const people = peopleService({ ...deps, organisation });
	const organisations = organisationsService(deps);
	const sharing = sharingService(deps);
	const token = tokenService(deps);
	const signInAdmin = signInAdminService({ ...deps, organisation, seal });
	const signInWaiting = signInWaitingService({ ...deps, organisation });
	const provision = provisionService({ ...deps, seal });
	const catalogue = catalogueService(deps);
	const rule = ruleService(deps);
	const reason = reasonService({
		...deps,
		choices: { refusal: REFUSALS, withdrawReason: WITHDRAW_REASONS, loss: LOSSES }
	});
	const photo = photoService({ ...deps, photoDir: join(dataDir, 'photos') });
	const stock = stockService({ ...deps, catalogue });
	const reservation = reservationService(deps);
	const { isAskedFor } = reservation;
	const listing = listingService({ ...deps, catalogue, organisation, isAskedFor });
	const storage = storageService({
		...deps,
		standing: {
			count: (within, siteIds) => listingRepository(within).countAtSites(siteIds),
			hold: (trx, siteId) => listingRepository(trx).lockAtSite(siteId)
		}
	});
	bus.on('storageSite.changed', listing.followSite);
	bus.on('person.deactivated', storage.followDeactivated);
	const search = searchService({ ...deps, catalogue });
	const needDeps = { ...deps, organisation, catalogue, search, reservation };
	const need = needService(needDeps);
	const reuseCheck = reuseCheckService(needDeps);
	const purchaseRequest = purchaseRequestService(needDeps);
	const clearance = clearanceService(needDeps);
	followReservations(bus);
	const unit = unitService({
		...deps,
		holdings: {
			count: (within, unitIds, now) => unitHoldingsRepository(within).count(unitIds, now),
			hold: (trx, unitId) => unitHoldingsRepository(trx).holdLots(unitId)
		}
	});
	const imports = importService({ ...deps, unit });
	bus.on('unit.merged', followMergedUnit(deps));
	bus.on('unit.merged', listing.followMergedUnit);
	bus.on('unit.merged', storage.followMergedUnit);

	bus.on('hazard.recorded', async (trx, { payload, actorId }, events) => {
		if (payload.state === 'stop') await listing.withdrawNotForReuse(trx, events, payload.lotId, actorId);
		if (payload.state === 'ok') await reservation.serveLine(trx, events, payload.lotId);
	});
	bus.on('organisation.sharingChanged', async (trx, { payload, at }) => {
		if (payload.coversPublished) await followPriorityDays(trx, { ...payload, now: at });
	});
	bus.on('organisation.cooperationChanged', async (trx, { payload, at }) => {
		await followCooperation(trx, { ...payload, id: payload.organisationId, now: at });
	});
	bus.on('listing.edited', (trx, { payload }, events) =>
		reservation.serveListing(trx, events, payload.listingId)
	);
	bus.on('listing.withdrawn', (trx, { payload }, events) =>
		reservation.endOpenOf(trx, events, payload.listingId, 'withdrawn')
	);
	bus.on('listing.closed', (trx, { payload }, events) =>
		reservation.endOpenOf(trx, events, payload.listingId, 'gone')
	);
	bus.on('need.moved', async (trx, { payload, toState }, events) => {
		if (['covered', 'closed', 'cancelled', 'dropped'].includes(toState ?? ''))
			await reservation.endWaitingOf(trx, events, payload.needId);
	});
	bus.on('handover.confirmed', (trx, { payload, actorId }, events) =>
		listing.closeEmpty(trx, events, payload.lotId, actorId)
	);
	bus.on('handover.returned', async (trx, { payload, actorId }, events) => {
		await listing.closeEmpty(trx, events, payload.successorLotId, actorId);
		await listing.reopen(trx, events, payload.listingId, actorId);
	});

	const pilot = pilotService(deps);
	const benefit = benefitService({ ...deps, pilotOf: pilot.pilotOf });
	const catalogueFile = catalogueFileService({
		...deps,
		registerKeys: benefit.registerKeys,
		attribution: REQUIRED_ATTRIBUTION
	});
	const itemType = itemTypeService({ ...deps, registerKeys: benefit.registerKeys });
	bus.on('itemType.imported', (trx, { payload, organisationId }) =>
		listing.followType(trx, { ...payload, organisationId })
	);
	const report = reportService({ ...deps, benefit, pilot });
	const start = startService({ ...deps, benefit });
	const tour = tourService(deps);
	const feedback = feedbackService(deps);
	const audit = auditService({ ...deps, organisation });
	const roleMap = roleMapService({ ...deps, organisation });
	const job = jobService({ ...deps, jobs });
	const setting = settingService({ ...deps, server });
	const idempotency = idempotencyService(deps);
	const practice = practiceService({ ...deps, ground });
	bus.on('handover.confirmed', benefit.bookHandover);
	bus.on('handover.returned', benefit.bookReturn);
	bus.on('need.dropConfirmed', benefit.bookDroppedNeed);
	bus.on('need.stated', benefit.bookRestatedNeed);

	return {
		log,
		clock,
		isDemo,
		origin,
		organisation,
		unit,
		catalogue,
		catalogueFile,
		itemType,
		rule,
		reason,
		photo,
		stock,
		storage,
		listing,
		account,
		signIn,
		signInAdmin,
		signInWaiting,
		people,
		import: imports,
		organisations,
		sharing,
		token,
		provision,
		search,
		reservation,
		need,
		reuseCheck,
		purchaseRequest,
		clearance,
		pilot,
		benefit,
		report,
		start,
		tour,
		feedback,
		audit,
		roleMap,
		job,
		setting,
		idempotency,
		practice,
		isReady: () => isReachable(db),
		close: () => db.destroy()
	};
}
export type App = ReturnType<typeof createApp>;

/** Who one is, and what is said to the people who run this, stays real whoever practises. */
const NEVER_MADE_UP: ReadonlySet<string> = new Set<keyof App>([
	'account',
	'signIn',
	'practice',
	'feedback',
	'log',
	'clock',
	'isDemo',
	'origin',
	'isReady',
	'close'
]);

let real: App;
const practising = new AsyncLocalStorage<App>();

/** The running server's services; in a request of somebody who practises, those of the made-up ground. */
export const app: App = new Proxy({} as App, {
	get: (_, name) => Reflect.get((!NEVER_MADE_UP.has(String(name)) && practising.getStore()) || real, name)
});

/** Set once by `hooks.server.ts` before the first request. */
export function setApp(running: App): void {
	real = running;
}

/** Runs what somebody does while practising, on the services given. */
export const inPractice = <T>(services: App, work: () => T): T => practising.run(services, work);
