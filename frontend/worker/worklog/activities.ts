/** The kinds of time as answers to pick from. */
import { t, type Key } from '../../lib/i18n';
import { ACTIVITIES } from '../../lib/work';

export const activityOptions = () => ACTIVITIES.map((id) => ({ value: id, label: t(`activity.${id}` as Key) }));
