export type SettingUnit = 'days' | 'hours';

/** A number the operator may set: what holds until then, and how far it goes. */
interface Setting {
	unit: SettingUnit;
	default: number;
	min: number;
	max: number;
}

/** Everything an operator may set, with what is shipped. */
export const SETTINGS = {
	/** How long a completed reuse check is ground for a purchase. The database takes sixty days at most. */
	checkValidDays: { unit: 'days', default: 14, min: 1, max: 60 },
	/** How long a clearance can be ordered on. The database takes a year at most. */
	clearanceValidDays: { unit: 'days', default: 60, min: 7, max: 365 },
	/** How long a giver has to answer a reservation. */
	reservationAnswerDays: { unit: 'days', default: 7, min: 1, max: 30 },
	/** How long one has to fetch what was promised. */
	reservationFetchDays: { unit: 'days', default: 14, min: 1, max: 60 },
	/** How long a one-time link for a first or lost password works. */
	invitationHours: { unit: 'hours', default: 48, min: 1, max: 336 },
	/** How long a session lasts, however much it is used. */
	sessionDays: { unit: 'days', default: 7, min: 1, max: 30 },
	/** Uutilsynet asks for an answer within reasonable time, normally three to six weeks: we promise the shorter. */
	feedbackAnswerDays: { unit: 'days', default: 21, min: 1, max: 42 }
} as const satisfies Record<string, Setting>;

export type SettingKey = keyof typeof SETTINGS;
export const SETTING_KEYS = Object.keys(SETTINGS) as SettingKey[];

/** Whether a number is one the operator may set. */
export const isInRange = (key: SettingKey, value: number): boolean =>
	Number.isInteger(value) && value >= SETTINGS[key].min && value <= SETTINGS[key].max;
