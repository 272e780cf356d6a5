namespace Analytics.Cdk.Tests.Iam;

/// <summary>A call of an AWS API as IAM sees it.</summary>
/// <param name="Action">As <c>dynamodb:GetItem</c>.</param>
/// <param name="Resource">A name of the resource, as the policies' resolve it.</param>
/// <param name="LeadingKeys">The partition keys that the call names; none for a scan.</param>
public sealed record Call(string Action, string Resource, params string[] LeadingKeys)
{
    public override string ToString() => $"{Action} on {Resource}{(LeadingKeys.Length > 0 ? " of " + string.Join(", ", LeadingKeys) : "")}";
}
