using Analytics.Store.Drops;

namespace Analytics.Store.Ingest.Steps;

/// <summary>Paths that the owner excludes: <c>*</c> stands within a segment, <c>**</c> across segments.</summary>
internal static class DropExcludedPath
{
    public static DropReason? Apply(EventDraft draft) =>
        draft.Settings.ExcludedPaths.Any(pattern => Matches(pattern, draft.Page.Path)) ? DropReason.ExcludedPath : null;

    // Linear in the length of both but for the number of wildcards: the pattern is the owner's, the path is anybody's.
    internal static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> path)
    {
        bool[] reached = new bool[path.Length + 1];
        reached[0] = true;
        for (int p = 0; p < pattern.Length; p++)
        {
            bool across = pattern[p] == '*' && p + 1 < pattern.Length && pattern[p + 1] == '*';
            if (pattern[p] == '*')
            {
                for (int i = 1; i <= path.Length; i++)
                {
                    reached[i] |= reached[i - 1] && (across || path[i - 1] != '/');
                }

                p += across ? 1 : 0;
            }
            else
            {
                for (int i = path.Length; i > 0; i--)
                {
                    reached[i] = reached[i - 1] && path[i - 1] == pattern[p];
                }

                reached[0] = false;
            }
        }

        return reached[path.Length];
    }
}
