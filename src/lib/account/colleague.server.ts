import type { Db } from '$lib/platform/db.server';
import { invalid } from '$lib/platform/errors';
import { normalEmail } from './account';
import { peopleRepository } from './people.repository.server';

/**
 * Someone who works in the organisation today, by address.
 * @param field the form's field the address was written in
 * @throws AppError personUnknown (422): the same for nobody, for somebody of another organisation and for one who is out
 */
export async function findColleague(db: Db, organisationId: string, email: string, field: string) {
	const person = await peopleRepository(db).findByEmail(normalEmail(email));
	if (person?.organisationId !== organisationId || person.deactivatedAt)
		throw invalid('personUnknown', { field });
	return person;
}
