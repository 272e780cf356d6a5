using System.Text;

namespace Analytics.Store.Ingest.Patterns;

/// <summary>
/// Finds texts of which at least one stands in everything that a regular expression matches, so that most expressions need not be
/// tried at all. Reads the forms that the rule lists use; of what it does not understand it requires nothing.
/// </summary>
internal sealed class RequiredLiterals
{
    private const int MinLength = 2;
    private const int MaxAlternatives = 600;

    private readonly string _pattern;
    private int _at;

    private RequiredLiterals(string pattern) => _pattern = pattern;

    /// <summary>The texts, in lower case; null where none can be told.</summary>
    public static IReadOnlyList<string>? Of(string pattern)
    {
        string text = pattern.StartsWith("(?i)", StringComparison.Ordinal) ? pattern[4..] : pattern;
        IReadOnlyList<string>? found = new RequiredLiterals(text).ReadAlternatives();
        return found?.Select(l => l.ToLowerInvariant()).Distinct().ToList();
    }

    // One of several: each must require something, or the whole requires nothing.
    private List<string>? ReadAlternatives()
    {
        List<string> all = [];
        bool free = false;
        while (true)
        {
            List<string>? branch = ReadSequence();
            free |= branch is null;
            all.AddRange(branch ?? []);
            if (_at >= _pattern.Length || _pattern[_at] != '|')
            {
                return free || all.Count > MaxAlternatives ? null : all;
            }

            _at++;
        }
    }

    // One after the other: the best of the parts is enough.
    private List<string>? ReadSequence()
    {
        List<string>? best = null;
        var run = new StringBuilder();
        while (_at < _pattern.Length && _pattern[_at] is not ('|' or ')'))
        {
            (char literal, List<string>? group) = ReadAtom();
            (bool optional, bool repeated) = ReadQuantifier();
            if (literal != '\0' && !optional)
            {
                _ = run.Append(literal);
                if (!repeated)
                {
                    continue;
                }
            }

            best = Better(best, run);
            if (!optional)
            {
                best = Better(best, group);
            }
        }

        return Better(best, run);
    }

    private (char Literal, List<string>? Group) ReadAtom()
    {
        char c = _pattern[_at];
        switch (c)
        {
            case '(':
                return ('\0', ReadGroup());
            case '[':
                return (ReadClass(), null);
            case '\\':
                char escaped = _pattern[_at + 1];
                _at += 2;
                return (char.IsLetterOrDigit(escaped) ? '\0' : escaped, null);
            default:
                _at++;
                return (c is '^' or '$' or '.' ? '\0' : c, null);
        }
    }

    private List<string>? ReadGroup()
    {
        _at++;
        bool looksAround = false;
        if (_pattern[_at] == '?')
        {
            // (?:…) groups, (?=…) (?!…) (?<=…) (?<!…) only look.
            looksAround = _pattern[_at + 1] != ':';
            _at += _pattern[_at + 1] == '<' ? 3 : 2;
        }

        List<string>? inner = ReadAlternatives();
        _at++;
        return looksAround ? null : inner;
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

    private static List<string>? Better(List<string>? best, StringBuilder run)
    {
        List<string>? candidate = run.Length == 0 ? null : [run.ToString()];
        _ = run.Clear();
        return Better(best, candidate);
    }

    // Long texts are rare ones; of equals, the fewer the better.
    private static List<string>? Better(List<string>? best, List<string>? candidate) =>
        candidate is not { Count: > 0 } || candidate.Exists(l => l.Length < MinLength) ? best
        : best is null || Score(candidate) > Score(best) ? candidate
        : best;

    private static int Score(List<string> literals) => (literals.Min(l => l.Length) * 100) - literals.Count;
}
