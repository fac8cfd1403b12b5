import { requireAccess } from '$lib/organisation/access.server';
import { mayAnywhere, type Actor } from '$lib/organisation/permission';
import { invalid, notFound, refused } from '$lib/platform/errors';
import { inTransaction, lockByName, type Emitter } from '$lib/platform/events.server';
import type { Trx } from '$lib/platform/db.server';
import type { ServiceDeps } from '$lib/platform/service.server';
import type { RegisterKeys } from './catalogue-file';
import { fileType, type FileType } from './catalogue-file.schema';
import {
	asFile,
	catalogueWriter,
	markOfType,
	type CatalogueWriterDeps,
	type StoredType
} from './catalogue-writer.server';
import { fieldsOfIssues, fieldsOfRefusals, withAttribute, type FileAttribute } from './item-type';
import { itemTypeRepository } from './item-type.repository.server';

declare module '$lib/platform/events.server' {
	interface DomainEvents {
		'itemType.closed': { itemTypeId: string };
		'itemType.reopened': { itemTypeId: string };
	}
}

export type ItemTypeDeps = ServiceDeps & Pick<CatalogueWriterDeps, 'registerKeys'>;

/** The catalogue on screen: the operator adds, changes and closes types; whoever keeps a catalogue reads it. */
export function itemTypeService({ db, bus, clock, registerKeys }: ItemTypeDeps) {
	const writer = catalogueWriter({ clock, registerKeys });
	const ownOrganisation = (actor: Actor) => ({ organisationId: actor.organisationId });
	const requireManage = (actor: Actor) => requireAccess(actor, 'catalogue.manage', ownOrganisation(actor));

	async function getKnown(within: typeof db, key: string): Promise<StoredType> {
		const [type] = await writer.listKnown(within, [key]);
		if (!type) throw notFound();
		return type;
	}

	/** Stores one type by the rules of the file. @throws AppError codes by field */
	async function store(trx: Trx, events: Emitter, actor: Actor, type: FileType): Promise<void> {
		const read = fileType.safeParse(type);
		if (!read.success) throw invalid('invalid', { fields: fieldsOfIssues(read.error.issues) });
		const planned = await writer.plan(trx, [read.data]);
		const refusals = planned.types[0]?.refusals ?? [];
		if (refusals.some(({ code }) => code === 'catalogueRetired')) throw refused('typeClosed');
		if (refusals.length > 0) throw invalid('invalid', { fields: fieldsOfRefusals(refusals) });
		await writer.take(trx, events, actor.personId, [read.data], planned);
	}

	const changing = async (
		actor: Actor,
		key: string,
		mark: string,
		change: (type: FileType) => FileType
	): Promise<void> => {
		requireManage(actor);
		return inTransaction(db, bus, async (trx, events) => {
			await lockByName(trx, 'catalogue');
			const known = await getKnown(trx, key);
			if (markOfType(known) !== mark) throw refused('changedMeanwhile');
			await store(trx, events, actor, change(asFile(known)));
		});
	};

	const turning = async (actor: Actor, key: string, isOffered: boolean): Promise<void> => {
		requireManage(actor);
		return inTransaction(db, bus, async (trx, events) => {
			await lockByName(trx, 'catalogue');
			const { id, isRetired } = await getKnown(trx, key);
			if (isRetired !== isOffered) return;
			const at = clock.now();
			await itemTypeRepository(trx).setRetired(id, isOffered ? null : at);
			const [fromState, toState] = isOffered ? ['closed', 'active'] : ['active', 'closed'];
			await writer.tellEveryone(trx, (organisationId) =>
				events.emit(
					isOffered ? 'itemType.reopened' : 'itemType.closed',
					{
						...{ actorId: actor.personId, organisationId, subjectKind: 'itemType', subjectId: id },
						...{ fromState, toState, at }
					},
					{ itemTypeId: id }
				)
			);
		});
	};

	return {
		/** Every type ever made, pack by pack. @throws AppError notAllowed, notFound */
		async list(actor: Actor): Promise<StoredType[]> {
			requireAccess(actor, 'catalogue.export', ownOrganisation(actor));
			return writer.listKnown(db);
		},

		/** A type with its versions and the mark a change of it has to bring back. @throws AppError notFound */
		async get(actor: Actor, key: string) {
			requireAccess(actor, 'catalogue.export', ownOrganisation(actor));
			const type = await getKnown(db, key);
			return {
				type,
				mark: markOfType(type),
				versions: await itemTypeRepository(db).listVersions(type.id),
				mayManage: mayAnywhere(actor, 'catalogue.manage')
			};
		},

		/** The rows a mapping may name. @throws AppError notAllowed, notFound */
		async register(actor: Actor): Promise<RegisterKeys> {
			requireAccess(actor, 'catalogue.export', ownOrganisation(actor));
			return registerKeys(db);
		},

		/**
		 * A new type, offered at once.
		 * @throws AppError catalogueKeyTaken and other codes by field
		 */
		async add(actor: Actor, type: FileType): Promise<void> {
			requireManage(actor);
			return inTransaction(db, bus, async (trx, events) => {
				await lockByName(trx, 'catalogue');
				if ((await writer.listKnown(trx, [type.key])).length > 0)
					throw invalid('catalogueKeyTaken', { field: 'key' });
				await store(trx, events, actor, type);
			});
		},

		/**
		 * Changes what a type says; figures that are booked stay, since a mapping gets a new version from today.
		 * @param mark of the type as it was shown
		 * @throws AppError changedMeanwhile, typeClosed, codes by field
		 */
		change: changing,

		/** Adds an attribute, or changes the one with its key. @throws AppError as `change` */
		saveAttribute: (actor: Actor, key: string, mark: string, attribute: FileAttribute): Promise<void> =>
			changing(actor, key, mark, (type) => withAttribute(type, attribute)),

		/** The type is not offered any more; what is of it stays. @throws AppError notFound */
		close: (actor: Actor, key: string): Promise<void> => turning(actor, key, false),

		/** @throws AppError notFound */
		reopen: (actor: Actor, key: string): Promise<void> => turning(actor, key, true)
	};
}
export type ItemTypeService = ReturnType<typeof itemTypeService>;
