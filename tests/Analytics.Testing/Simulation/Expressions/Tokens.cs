using Analytics.Testing.Simulation.Table;

namespace Analytics.Testing.Simulation.Expressions;

/// <summary>An expression of DynamoDB, word by word.</summary>
internal sealed class Tokens
{
    private readonly List<string> _words = [];
    private int _at;

    public Tokens(string expression)
    {
        if (string.IsNullOrWhiteSpace(expression))
        {
            throw Refusal.Invalid("Invalid expression: The expression can not be empty;");
        }

        int i = 0;
        while (i < expression.Length)
        {
            char c = expression[i];
            int from = i;
            if (char.IsWhiteSpace(c))
            {
                i++;
                continue;
            }

            if (IsWord(c) || c is '#' or ':')
            {
                do
                {
                    i++;
                }
                while (i < expression.Length && IsWord(expression[i]));
            }
            else
            {
                i += expression.AsSpan(i) is ['<', '>' or '=', ..] or ['>', '=', ..] ? 2 : 1;
            }

            _words.Add(expression[from..i]);
        }
    }

    /// <summary>The next word; empty at the end.</summary>
    public string Next => _at < _words.Count ? _words[_at] : "";

    /// <summary>The word after the next.</summary>
    public string Second => _at + 1 < _words.Count ? _words[_at + 1] : "";

    public bool IsOver => _at == _words.Count;

    public string Take() => IsOver ? throw Refusal.Invalid("Invalid expression: Syntax error; token: <EOF>") : _words[_at++];

    /// <summary>Whether the parenthesis that opens next is closed right before another one closes.</summary>
    public bool ClosesTwice()
    {
        int depth = 0;
        for (int i = _at; i < _words.Count; i++)
        {
            depth += _words[i] == "(" ? 1 : _words[i] == ")" ? -1 : 0;
            if (depth == 0)
            {
                return i + 1 < _words.Count && _words[i + 1] == ")";
            }
        }

        return false;
    }

    /// <summary>Takes the next word where it is this one, in any case.</summary>
    public bool Skip(string word)
    {
        bool found = Next.Equals(word, StringComparison.OrdinalIgnoreCase);
        _at += found ? 1 : 0;
        return found;
    }

    public void Require(string word)
    {
        if (!Skip(word))
        {
            throw Refusal.Invalid($"Invalid expression: Syntax error; token: \"{Next}\", expected \"{word}\"");
        }
    }

    public void RequireEnd()
    {
        if (!IsOver)
        {
            throw Refusal.Invalid($"Invalid expression: Syntax error; token: \"{Next}\"");
        }
    }

    private static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}
