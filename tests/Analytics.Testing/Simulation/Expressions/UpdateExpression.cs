using Amazon.DynamoDBv2.Model;
using Analytics.Testing.Simulation.Table;

namespace Analytics.Testing.Simulation.Expressions;

/// <summary>An update expression: SET, REMOVE and ADD of numbers.</summary>
internal sealed class UpdateExpression
{
    private readonly List<(AttributePath Path, Func<Dictionary<string, AttributeValue>, AttributeValue> Value)> _sets = [];
    private readonly List<AttributePath> _removes = [];

    private UpdateExpression()
    {
    }

    public IEnumerable<AttributePath> Paths => _sets.Select(s => s.Path).Concat(_removes);

    public static UpdateExpression Parse(string? expression, Scope scope)
    {
        var update = new UpdateExpression();
        if (expression is null)
        {
            return update;
        }

        var tokens = new Tokens(expression);
        HashSet<string> clauses = new(StringComparer.OrdinalIgnoreCase);
        while (!tokens.IsOver)
        {
            string clause = tokens.Take();
            if (!clauses.Add(clause))
            {
                throw Refusal.Invalid($"Invalid UpdateExpression: The \"{clause}\" section can only be used once in an update expression;");
            }

            do
            {
                update.Read(clause.ToUpperInvariant(), tokens, scope);
            }
            while (tokens.Skip(","));
        }

        AttributePath[] paths = [.. update.Paths];
        return paths.SelectMany((a, i) => paths.Skip(i + 1).Where(a.Overlaps)).Any()
            ? throw Refusal.Invalid("Invalid UpdateExpression: Two document paths overlap with each other; must remove or rewrite one of these paths")
            : update;
    }

    /// <summary>The item after the update; the one before is not touched. Every value is computed from the item before.</summary>
    public Dictionary<string, AttributeValue> Apply(Dictionary<string, AttributeValue> before)
    {
        List<AttributeValue> values = _sets.ConvertAll(s => s.Value(before));
        Dictionary<string, AttributeValue> after = Values.Copy(before);
        for (int i = 0; i < values.Count; i++)
        {
            _sets[i].Path.Set(after, values[i]);
        }

        // From the end of each list, so that an index means what it meant before.
        foreach (AttributePath path in _removes.OrderByDescending(p => p.Steps is [.., int index] ? index : 0))
        {
            path.Remove(after);
        }

        return after;
    }

    private void Read(string clause, Tokens tokens, Scope scope)
    {
        AttributePath path = scope.Path(tokens);
        switch (clause)
        {
            case "SET":
                tokens.Require("=");
                _sets.Add((path, Sum(tokens, scope)));
                break;
            case "REMOVE":
                _removes.Add(path);
                break;
            case "ADD":
                AttributeValue by = scope.Value(tokens.Take());
                decimal amount = Values.Number(by.N ?? throw Refusal.Invalid("Invalid UpdateExpression: Incorrect operand type for operator or function; operator: ADD"));
                _sets.Add((path, item => path.Find(item) is not { } was ? Values.Number(amount) : Values.Number(Amount(was) + amount)));
                break;
            default:
                throw new NotSupportedException($"The fake knows no clause '{clause}' in an update.");
        }
    }

    private static Func<Dictionary<string, AttributeValue>, AttributeValue> Sum(Tokens tokens, Scope scope)
    {
        string first = tokens.Next;
        var left = Operand(tokens, scope);
        if (tokens.Next is not ("+" or "-"))
        {
            return left;
        }

        int sign = tokens.Take() == "+" ? 1 : -1;
        string second = tokens.Next;
        var right = Operand(tokens, scope);
        RequireType("N", scope, first, second);
        return item => Values.Number(Amount(left(item)) + (sign * Amount(right(item))));
    }

    private static Func<Dictionary<string, AttributeValue>, AttributeValue> Operand(Tokens tokens, Scope scope)
    {
        if (tokens.Next.StartsWith(':'))
        {
            AttributeValue value = scope.Value(tokens.Take());
            return _ => Values.Copy(value);
        }

        if (tokens.Second != "(")
        {
            AttributePath path = scope.Path(tokens);
            return item => Values.Copy(path.Find(item) ?? throw Missing());
        }

        string function = tokens.Take();
        tokens.Require("(");
        Func<Dictionary<string, AttributeValue>, AttributeValue> result;
        if (function == "if_not_exists")
        {
            AttributePath path = scope.Path(tokens);
            tokens.Require(",");
            var otherwise = Operand(tokens, scope);
            result = item => path.Find(item) is { } found ? Values.Copy(found) : otherwise(item);
        }
        else if (function == "list_append")
        {
            string one = tokens.Next;
            var first = Operand(tokens, scope);
            tokens.Require(",");
            string two = tokens.Next;
            var second = Operand(tokens, scope);
            RequireType("L", scope, one, two);
            result = item => new AttributeValue { L = [.. List(first(item)), .. List(second(item))] };
        }
        else
        {
            throw new NotSupportedException($"The fake knows no function '{function}' in an update.");
        }

        tokens.Require(")");
        return result;
    }

    // A given value of the wrong type is refused before any item is looked at.
    private static void RequireType(string type, Scope scope, params ReadOnlySpan<string> words)
    {
        foreach (string word in words)
        {
            if (word.StartsWith(':') && Values.TypeOf(scope.Value(word)) != type)
            {
                throw Refusal.Invalid("Invalid UpdateExpression: Incorrect operand type for operator or function");
            }
        }
    }

    private static List<AttributeValue> List(AttributeValue value) => value.L ?? throw WrongType();

    private static decimal Amount(AttributeValue value) => Values.Number(value.N ?? throw WrongType());

    private static Amazon.DynamoDBv2.AmazonDynamoDBException Missing() =>
        Refusal.Invalid("The provided expression refers to an attribute that does not exist in the item");

    private static Amazon.DynamoDBv2.AmazonDynamoDBException WrongType() =>
        Refusal.Invalid("An operand in the update expression has an incorrect data type");
}
