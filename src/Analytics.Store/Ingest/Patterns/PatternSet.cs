using System.Numerics;
using System.Text.RegularExpressions;

namespace Analytics.Store.Ingest.Patterns;

/// <summary>
/// Many regular expressions in order, of which the first that matches is wanted: the same answer as trying one after the other, in a
/// small part of the time, because only those are tried whose required text stands in the input.
/// </summary>
internal sealed class PatternSet
{
    /// <summary>
    /// Rules are trusted, inputs are not: no expression may take longer on one. Wall-clock time, so it is long enough for a throttled
    /// function's pauses: an answer must not depend on the machine's mood.
    /// </summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private readonly string[] _patterns;
    private readonly RegexOptions _options;
    private readonly Regex?[] _expressions;
    private readonly ulong[] _always;
    private readonly int[][] _also;
    private readonly int _words;
    private readonly LiteralIndex _index;

    // The index marks a pattern by its rarest required literals; by numbers above those of all patterns it marks what else some require.
    public PatternSet(IReadOnlyList<string> patterns, RegexOptions options)
    {
        _patterns = [.. patterns];
        _options = options | RegexOptions.CultureInvariant;
        _expressions = new Regex?[patterns.Count];
        _also = new int[patterns.Count][];
        _always = new ulong[(patterns.Count + 63) / 64];
        List<(string, int)> literals = [];
        Dictionary<string, int> shared = [];
        for (int i = 0; i < patterns.Count; i++)
        {
            IReadOnlyList<IReadOnlyList<string>> required = RequiredLiterals.Of(patterns[i]);
            if (required.Count == 0)
            {
                _always[i >> 6] |= 1UL << (i & 63);
            }

            literals.AddRange(required.Take(1).SelectMany(set => set).Select(l => (l, i)));
            _also[i] = [.. required.Skip(1).Select(set => Number(set, shared, literals))];
        }

        _words = _always.Length + ((shared.Count + 63) / 64);
        _index = new LiteralIndex(literals);
    }

    /// <summary>The first pattern that matches, with its groups; null where none does.</summary>
    public (int Index, Match Match)? First(string text)
    {
        Span<ulong> marks = stackalloc ulong[_words];
        _always.CopyTo(marks);
        _index.Mark(text, marks);
        for (int word = 0; word < _always.Length; word++)
        {
            for (ulong bits = marks[word]; bits != 0; bits &= bits - 1)
            {
                int i = (word << 6) + BitOperations.TrailingZeroCount(bits);
                if (AreMarked(_also[i], marks) && Try(i, text) is { } match)
                {
                    return (i, match);
                }
            }
        }

        return null;
    }

    private static bool AreMarked(int[] numbers, ReadOnlySpan<ulong> marks)
    {
        foreach (int number in numbers)
        {
            if ((marks[number >> 6] & (1UL << (number & 63))) == 0)
            {
                return false;
            }
        }

        return true;
    }

    // Many patterns require the same: "Mobile", "Version/".
    private int Number(IReadOnlyList<string> set, Dictionary<string, int> shared, List<(string, int)> literals)
    {
        string key = string.Join('\n', set);
        if (!shared.TryGetValue(key, out int number))
        {
            number = (_always.Length << 6) + shared.Count;
            shared.Add(key, number);
            literals.AddRange(set.Select(l => (l, number)));
        }

        return number;
    }

    private Match? Try(int i, string text)
    {
        try
        {
            // Built on first use: most expressions of the lists are never needed.
            Match match = (_expressions[i] ??= new Regex(_patterns[i], _options, Limit)).Match(text);
            return match.Success ? match : null;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }
}
