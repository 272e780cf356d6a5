using System.Text;

namespace Analytics.Store.Ingest.Patterns;

/// <summary>
/// Finds sets of texts, of each of which at least one stands in everything that a regular expression matches, so that most expressions
/// need not be tried at all. Reads the forms that the rule lists use; of what it does not understand it requires nothing.
/// </summary>
internal sealed class RequiredLiterals
{
    private const int MinLength = 2;
    private const int MaxAlternatives = 600;

    private readonly string _pattern;
    private int _at;

    private RequiredLiterals(string pattern) => _pattern = pattern;

    /// <summary>The sets, in lower case, that which most seldom stands in a text first; none where none can be told.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Of(string pattern)
    {
        string text = pattern.StartsWith("(?i)", StringComparison.Ordinal) ? pattern[4..] : pattern;
        return [.. new RequiredLiterals(text).ReadAlternatives()
            .OrderByDescending(Score)
            .Select(set => set.Select(l => l.ToLowerInvariant()).Distinct().ToList())
            .DistinctBy(set => string.Join('\n', set))];
    }

    // One of several: the best set of each together are one, and if one requires nothing, the whole requires nothing.
    private List<List<string>> ReadAlternatives()
    {
        List<List<string>> only = ReadSequence();
        if (!IsAt('|'))
        {
            return only;
        }

        List<string>? any = only.MaxBy(Score);
        while (IsAt('|'))
        {
            _at++;
            List<string>? next = ReadSequence().MaxBy(Score);
            any = any is null || next is null ? null : [.. any, .. next];
        }

        return any is null || any.Count > MaxAlternatives ? [] : [any];
    }

    // One after the other: each part requires what it requires.
    private List<List<string>> ReadSequence()
    {
        List<List<string>> sets = [];
        var run = new StringBuilder();
        while (_at < _pattern.Length && _pattern[_at] is not ('|' or ')'))
        {
            (char literal, List<List<string>> group) = ReadAtom();
            (bool optional, bool repeated) = ReadQuantifier();
            if (literal != '\0' && !optional)
            {
                _ = run.Append(literal);
                if (!repeated)
                {
                    continue;
                }
            }

            End(run, sets);
            if (!optional)
            {
                sets.AddRange(group);
            }
        }

        End(run, sets);
        return sets;
    }

    private static void End(StringBuilder run, List<List<string>> sets)
    {
        if (run.Length >= MinLength)
        {
            sets.Add([run.ToString()]);
        }

        _ = run.Clear();
    }

    private bool IsAt(char c) => _at < _pattern.Length && _pattern[_at] == c;

    private (char Literal, List<List<string>> Group) ReadAtom()
    {
        char c = _pattern[_at];
        switch (c)
        {
            case '(':
                return ('\0', ReadGroup());
            case '[':
                return (ReadClass(), []);
            case '\\':
                char escaped = _pattern[_at + 1];
                _at += 2;
                return (char.IsLetterOrDigit(escaped) ? '\0' : escaped, []);
            default:
                _at++;
                return (c is '^' or '$' or '.' ? '\0' : c, []);
        }
    }

    private List<List<string>> ReadGroup()
    {
        _at++;
        bool looksAround = false;
        if (_pattern[_at] == '?')
        {
            // (?:…) groups, (?=…) (?!…) (?<=…) (?<!…) only look.
            looksAround = _pattern[_at + 1] != ':';
            _at += _pattern[_at + 1] == '<' ? 3 : 2;
        }

        List<List<string>> inner = ReadAlternatives();
        _at++;
        return looksAround ? [] : inner;
    }

    // A class of one letter in both cases is that letter; any other is any character.
    private char ReadClass()
    {
        int start = ++_at;
        if (_pattern[_at] == '^')
        {
            _at++;
        }

        if (_pattern[_at] == ']')
        {
            _at++;
        }

        while (_pattern[_at] != ']')
        {
            _at += _pattern[_at] == '\\' ? 2 : 1;
        }

        ReadOnlySpan<char> members = _pattern.AsSpan(start, _at++ - start);
        return members is [var a, var b] && char.IsAsciiLetter(a) && (a ^ b) == 0x20 ? a : '\0';
    }

    private (bool Optional, bool Repeated) ReadQuantifier()
    {
        if (_at >= _pattern.Length || _pattern[_at] is not ('*' or '?' or '+' or '{'))
        {
            return (false, false);
        }

        bool optional = _pattern[_at] is '*' or '?';
        if (_pattern[_at] == '{')
        {
            optional = _pattern[_at + 1] is '0' or ',';
            _at = _pattern.IndexOf('}', _at);
        }

        _at++;
        if (_at < _pattern.Length && _pattern[_at] is ('?' or '+'))
        {
            _at++; // lazy or possessive
        }

        return (optional, true);
    }

    // Long texts are rare ones; of equals, the fewer the better.
    private static int Score(List<string> literals) => (literals.Min(l => l.Length) * 100) - literals.Count;
}
