using Amazon.DynamoDBv2.Model;
using Analytics.Testing.Simulation.Table;

namespace Analytics.Testing.Simulation.Expressions;

/// <summary>A condition or filter expression, read once and asked about items.</summary>
internal static class ConditionExpression
{
    private delegate AttributeValue? Operand(Dictionary<string, AttributeValue> item);

    /// <summary>No expression holds of every item.</summary>
    public static Predicate<Dictionary<string, AttributeValue>> Parse(string? expression, Scope scope)
    {
        if (expression is null)
        {
            return static _ => true;
        }

        var tokens = new Tokens(expression);
        Predicate<Dictionary<string, AttributeValue>> condition = Or(tokens, scope);
        tokens.RequireEnd();
        return condition;
    }

    private static Predicate<Dictionary<string, AttributeValue>> Or(Tokens tokens, Scope scope)
    {
        Predicate<Dictionary<string, AttributeValue>> left = And(tokens, scope);
        while (tokens.Skip("OR"))
        {
            (var before, var right) = (left, And(tokens, scope));
            left = item => before(item) | right(item);
        }

        return left;
    }

    private static Predicate<Dictionary<string, AttributeValue>> And(Tokens tokens, Scope scope)
    {
        Predicate<Dictionary<string, AttributeValue>> left = Not(tokens, scope);
        while (tokens.Skip("AND"))
        {
            (var before, var right) = (left, Not(tokens, scope));
            left = item => before(item) & right(item);
        }

        return left;
    }

    private static Predicate<Dictionary<string, AttributeValue>> Not(Tokens tokens, Scope scope)
    {
        if (tokens.Skip("NOT"))
        {
            var inner = Not(tokens, scope);
            return item => !inner(item);
        }

        if (tokens.Skip("("))
        {
            if (tokens.Next == "(" && tokens.ClosesTwice())
            {
                throw Refusal.Invalid("Invalid ConditionExpression: The expression has redundant parentheses;");
            }

            var inner = Or(tokens, scope);
            tokens.Require(")");
            return inner;
        }

        return tokens.Second == "(" && !tokens.Next.Equals("size", StringComparison.Ordinal) ? Function(tokens, scope) : Comparison(tokens, scope);
    }

    private static Predicate<Dictionary<string, AttributeValue>> Function(Tokens tokens, Scope scope)
    {
        string name = tokens.Take();
        tokens.Require("(");
        AttributePath path = scope.Path(tokens);
        Predicate<Dictionary<string, AttributeValue>> function;
        switch (name)
        {
            case "attribute_exists":
                function = item => path.Find(item) is not null;
                break;
            case "attribute_not_exists":
                function = item => path.Find(item) is null;
                break;
            case "begins_with":
                tokens.Require(",");
                AttributeValue prefix = scope.Value(tokens.Take());
                function = Values.TypeOf(prefix) switch
                {
                    "S" => item => path.Find(item)?.S?.StartsWith(prefix.S, StringComparison.Ordinal) == true,
                    "B" => item => path.Find(item)?.B?.ToArray().AsSpan().StartsWith(prefix.B.ToArray()) == true,
                    _ => throw Refusal.Invalid("Invalid expression: Incorrect operand type for operator or function; begins_with"),
                };
                break;
            default:
                throw new NotSupportedException($"The fake knows no function '{name}'.");
        }

        tokens.Require(")");
        return function;
    }

    private static Predicate<Dictionary<string, AttributeValue>> Comparison(Tokens tokens, Scope scope)
    {
        Operand left = TakeOperand(tokens, scope);
        if (tokens.Skip("IN"))
        {
            tokens.Require("(");
            List<Operand> among = [TakeOperand(tokens, scope)];
            while (tokens.Skip(","))
            {
                among.Add(TakeOperand(tokens, scope));
            }

            tokens.Require(")");
            return item => left(item) is { } value && among.Any(a => a(item) is { } other && Values.AreEqual(value, other));
        }

        if (tokens.Skip("BETWEEN"))
        {
            Operand low = TakeOperand(tokens, scope, ordered: true);
            tokens.Require("AND");
            Operand high = TakeOperand(tokens, scope, ordered: true);
            return item => Compare(left, low, item) >= 0 && Compare(left, high, item) <= 0;
        }

        string op = tokens.Take();
        Operand right = TakeOperand(tokens, scope, ordered: op is not ("=" or "<>"));
        return op switch
        {
            "=" => item => AreEqual(left(item), right(item)),
            "<>" => item => !AreEqual(left(item), right(item)),
            "<" => item => Compare(left, right, item) < 0,
            "<=" => item => Compare(left, right, item) <= 0,
            ">" => item => Compare(left, right, item) > 0,
            ">=" => item => Compare(left, right, item) >= 0,
            _ => throw Refusal.Invalid($"Invalid expression: Syntax error; token: \"{op}\""),
        };
    }

    private static Operand TakeOperand(Tokens tokens, Scope scope, bool ordered = false)
    {
        if (tokens.Next.StartsWith(':'))
        {
            AttributeValue value = scope.Value(tokens.Take());
            return ordered && Values.TypeOf(value) is not ("S" or "N" or "B")
                ? throw Refusal.Invalid("Invalid expression: Incorrect operand type for operator or function")
                : _ => value;
        }

        if (tokens.Next == "size" && tokens.Second == "(")
        {
            tokens.Take();
            tokens.Require("(");
            AttributePath sized = scope.Path(tokens);
            tokens.Require(")");
            return item => sized.Find(item) is { } value ? SizeOf(value) : null;
        }

        AttributePath path = scope.Path(tokens);
        return path.Find;
    }

    // A number, a flag and nothing have no size.
    private static AttributeValue? SizeOf(AttributeValue value) => value switch
    {
        { S: { } s } => Values.Number(s.Length),
        { B: { } b } => Values.Number(b.Length),
        { L: { } l } => Values.Number(l.Count),
        { M: { } m } => Values.Number(m.Count),
        _ => null,
    };

    private static bool AreEqual(AttributeValue? a, AttributeValue? b) => a is not null && b is not null && Values.AreEqual(a, b);

    private static int? Compare(Operand a, Operand b, Dictionary<string, AttributeValue> item) =>
        a(item) is { } left && b(item) is { } right ? Values.Compare(left, right) : null;
}
