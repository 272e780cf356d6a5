namespace Analytics.Cdk.Tests.Gates;

/// <summary>Sets of options that together build everything that a template can hold.</summary>
internal static class OptionSets
{
    public static readonly string[][] All =
    [
        [],
        ["front=cdn-url", "domain=stats.example.com", "certificate=arn:aws:acm:us-east-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef"],
        ["front=http", "encryption=own", "exportBucket=true"],
        ["front=url", "capacity=free-tier", "exportBucket=true", "alertEmail=me@example.com", "monthlyBudget=5", "keep=false"],
        ["region=us-east-1", "waf=create"],
    ];
}
