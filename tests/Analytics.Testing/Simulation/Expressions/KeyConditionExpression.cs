using Analytics.Store.Inputs;
using Amazon.DynamoDBv2.Model;
using Analytics.Testing.Simulation.Table;

namespace Analytics.Testing.Simulation.Expressions;

/// <summary>Which partition a query reads, and which sort keys in it.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Holds">Of which sort keys.</param>
/// <param name="First">The smallest sort key of a range; null where that is open.</param>
/// <param name="Last">The largest sort key of a range; null where that is open.</param>
internal sealed record KeyConditionExpression(string Partition, Predicate<string> Holds, string? First, string? Last)
{
    public static KeyConditionExpression Parse(string? expression, Scope scope, string partitionKey, string sortKey)
    {
        var tokens = new Tokens(expression ?? "");
        string? partition = null;
        Predicate<string>? holds = null;
        string? first = null, last = null;
        do
        {
            bool function = tokens.Skip("begins_with");
            if (function)
            {
                tokens.Require("(");
            }

            string name = scope.Name(tokens.Take());
            if (name == partitionKey && !function && partition is null)
            {
                tokens.Require("=");
                partition = Text(scope, tokens);
            }
            else if (name == sortKey && holds is null)
            {
                holds = function ? Prefix(scope, tokens) : Order(scope, tokens, out first, out last);
            }
            else
            {
                throw Refusal.Invalid("Query condition missed key schema element, or Query key condition not supported");
            }
        }
        while (tokens.Skip("AND"));
        tokens.RequireEnd();
        return new KeyConditionExpression(
            partition ?? throw Refusal.Invalid($"Query condition missed key schema element: {partitionKey}"),
            holds ?? (static _ => true),
            first,
            last);
    }

    private static Predicate<string> Prefix(Scope scope, Tokens tokens)
    {
        tokens.Require(",");
        string prefix = Text(scope, tokens);
        tokens.Require(")");
        return sort => sort.StartsWith(prefix, StringComparison.Ordinal);
    }

    private static Predicate<string> Order(Scope scope, Tokens tokens, out string? first, out string? last)
    {
        string op = tokens.Take();
        string value = Text(scope, tokens);
        (first, last) = (op == ">=" ? value : null, op == "<=" ? value : null);
        if (op.Equals("BETWEEN", StringComparison.OrdinalIgnoreCase))
        {
            tokens.Require("AND");
            string high = Text(scope, tokens);
            (first, last) = (value, high);
            return Compare(value, high) > 0
                ? throw Refusal.Invalid("Invalid KeyConditionExpression: The BETWEEN operator requires upper bound to be greater than or equal to lower bound")
                : sort => Compare(sort, value) >= 0 && Compare(sort, high) <= 0;
        }

        return op switch
        {
            "=" => sort => sort == value,
            "<" => sort => Compare(sort, value) < 0,
            "<=" => sort => Compare(sort, value) <= 0,
            ">" => sort => Compare(sort, value) > 0,
            ">=" => sort => Compare(sort, value) >= 0,
            _ => throw Refusal.Invalid($"Invalid operator used in KeyConditionExpression: {op}"),
        };
    }

    private static string Text(Scope scope, Tokens tokens) => scope.Value(tokens.Take()) switch
    {
        { S: { Length: > 0 } text } => text,
        { S: "" } => throw Refusal.Invalid("One or more parameter values are not valid: a key attribute must not be the empty string"),
        _ => throw Refusal.Invalid("One or more parameter values were invalid: Condition parameter type does not match schema type"),
    };

    private static int Compare(string a, string b) => Utf8Order.Instance.Compare(a, b);
}
