import { z } from 'zod';
import { SETTING_KEYS } from './setting';

const whole = z.coerce.number('invalid').int('invalid');

export const changeSettingForm = z.object({
	key: z.enum(SETTING_KEYS, 'chooseOne'),
	/** The newest version that was shown; 0 where nobody had decided. */
	seen: whole.min(0, 'invalid'),
	/** As people write it; what is no number is outside every range. */
	value: z
		.string()
		.transform((text) => (/^[\d\s]*\d[\d\s]*$/.test(text) ? Number(text.replace(/\s/g, '')) : NaN))
});
