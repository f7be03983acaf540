/** The kinds of pay as answers to pick from. */
import { t } from '../../lib/i18n';

export const BASES = ['hour', 'day', 'month', 'piece', 'lump', 'mixed'] as const;
export const basisOptions = () => BASES.map((basis) => ({ value: basis, label: t(`basis.${basis}`) }));
