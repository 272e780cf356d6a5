using Amazon.DynamoDBv2.Model;
using Analytics.Testing.Simulation.Table;

namespace Analytics.Testing.Simulation.Expressions;

/// <summary>The names and values that a request's expressions may use; each must be used.</summary>
internal sealed class Scope
{
    private readonly Dictionary<string, string> _names;
    private readonly Dictionary<string, AttributeValue> _values;
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <param name="names">Of the request.</param>
    /// <param name="values">Of the request.</param>
    /// <param name="expressions">All expressions of the request: names without any are refused.</param>
    public Scope(Dictionary<string, string>? names, Dictionary<string, AttributeValue>? values, params string?[] expressions)
    {
        (_names, _values) = (names ?? [], values ?? []);
        if (expressions.All(e => e is null) && (_names.Count > 0 || _values.Count > 0))
        {
            throw Refusal.Invalid("ExpressionAttributeNames and ExpressionAttributeValues can only be specified when using expressions");
        }
    }

    public string Name(string word)
    {
        if (!word.StartsWith('#'))
        {
            throw new NotSupportedException($"The fake knows no bare names, of which many are reserved words: '{word}'. Write #{word}.");
        }

        _used.Add(word);
        return _names.TryGetValue(word, out string? name)
            ? name
            : throw Refusal.Invalid($"Invalid expression: An expression attribute name used in the document path is not defined; attribute name: {word}");
    }

    public AttributeValue Value(string word)
    {
        _used.Add(word);
        return _values.TryGetValue(word, out AttributeValue? value)
            ? Values.Accept(value)
            : throw Refusal.Invalid($"Invalid expression: An expression attribute value used in expression is not defined; attribute value: {word}");
    }

    public AttributePath Path(Tokens tokens)
    {
        var path = new AttributePath(Name(tokens.Take()));
        while (true)
        {
            if (tokens.Skip("."))
            {
                path = path.Then(Name(tokens.Take()));
            }
            else if (tokens.Skip("["))
            {
                path = path.Then(int.Parse(tokens.Take(), System.Globalization.CultureInfo.InvariantCulture));
                tokens.Require("]");
            }
            else
            {
                return path;
            }
        }
    }

    /// <summary>After all expressions are read: what was not used is refused.</summary>
    public void RequireAllUsed()
    {
        if (_names.Keys.Concat(_values.Keys).Where(k => !_used.Contains(k)).ToList() is { Count: > 0 } left)
        {
            throw Refusal.Invalid($"Value provided in ExpressionAttributeNames or ExpressionAttributeValues unused in expressions: keys: {{{string.Join(", ", left)}}}");
        }
    }
}
