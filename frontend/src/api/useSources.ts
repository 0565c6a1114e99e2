import { api } from './index';

/** The catalogues that are on, by their ids. */
export function useSources() {
  const { data, isLoading } = api.useSourcesListQuery();
  const find = (id: string) => data?.results.find((source) => source.id === id);
  return {
    /** Whether they have been asked for, with whatever answer. */
    asked: !isLoading,
    has: (id: string) => find(id) !== undefined,
    nameOf: (id: string) => find(id)?.name ?? id.charAt(0).toUpperCase() + id.slice(1),
    /** What must be shown beside its songs; it says whose notice it is. */
    noticeOf: (id: string) => {
      const { name = '', notice = null } = find(id) ?? {};
      return notice === null || notice.includes(name) ? notice : `${name}: ${notice}`;
    },
  };
}
