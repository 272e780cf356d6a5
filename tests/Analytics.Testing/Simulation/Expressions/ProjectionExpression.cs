using Amazon.DynamoDBv2.Model;
using Analytics.Testing.Simulation.Table;

namespace Analytics.Testing.Simulation.Expressions;

/// <summary>Which attributes of an item are answered: named ones of its top level, or all.</summary>
internal sealed class ProjectionExpression
{
    private readonly List<string>? _names;

    private ProjectionExpression(List<string>? names) => _names = names;

    public static ProjectionExpression Parse(string? expression, Scope scope)
    {
        if (expression is null)
        {
            return new ProjectionExpression(null);
        }

        var tokens = new Tokens(expression);
        List<string> names = [];
        do
        {
            AttributePath path = scope.Path(tokens);
            names.Add(path.Steps.Length == 0 ? path.Root : throw new NotSupportedException("The fake knows no projection into an attribute."));
        }
        while (tokens.Skip(","));
        tokens.RequireEnd();
        return names.Distinct().Count() == names.Count
            ? new ProjectionExpression(names)
            : throw Refusal.Invalid("Invalid ProjectionExpression: Two document paths overlap with each other");
    }

    /// <summary>A copy of the item, with what is asked for.</summary>
    public Dictionary<string, AttributeValue> Of(Dictionary<string, AttributeValue> item) =>
        Values.Copy(_names is null ? item : _names.Where(item.ContainsKey).ToDictionary(name => name, name => item[name]));
}
