/** After a log-out the databases are gone, but this page still has everything in memory: a new page begins empty. */
import { useEffect } from 'preact/hooks';
import { freshPage } from '../../lib/route';

export const startAgain = (): void => freshPage();

/** Wherever one goes from this screen, this page's memory goes first. */
export const useForgetting = (): void => useEffect(() => startAgain, []);
