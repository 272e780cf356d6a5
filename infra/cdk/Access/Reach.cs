using Amazon.CDK.AWS.IAM;

namespace Analytics.Cdk.Access;

/// <summary>Some calls on some partitions of a table.</summary>
/// <param name="Actions">DynamoDB's actions, without the prefix.</param>
/// <param name="Partitions">Patterns of partition keys; of none: the whole table.</param>
internal sealed record Reach(IReadOnlyList<string> Actions, IReadOnlyList<string> Partitions)
{
    /// <summary>Patterns of partition keys that the others match too and that are not meant.</summary>
    public IReadOnlyList<string> Except { get; init; } = [];

    /// <summary>
    /// In a policy. A call that names no key (a scan) is refused where partitions are named: of no keys, all would lie in them.
    /// </summary>
    public PolicyStatement On(string resource)
    {
        var like = new Dictionary<string, object>();
        if (Partitions.Count > 0)
        {
            like["ForAllValues:StringLike"] = Keys(Partitions);
            like["Null"] = new Dictionary<string, object> { ["dynamodb:LeadingKeys"] = "false" };
        }

        if (Except.Count > 0)
        {
            like["ForAllValues:StringNotLike"] = Keys(Except);
        }

        return new PolicyStatement(new PolicyStatementProps
        {
            Actions = [.. Actions.Select(action => "dynamodb:" + action)],
            Resources = [resource],
            Conditions = like.Count > 0 ? like : null,
        });
    }

    private static Dictionary<string, object> Keys(IReadOnlyList<string> patterns) => new() { ["dynamodb:LeadingKeys"] = patterns.ToArray() };
}
