namespace Analytics.Functions.Callers;

/// <summary>What a route of the product answered to the product.</summary>
/// <param name="Status">Of HTTP.</param>
/// <param name="Json">The body.</param>
internal sealed record OwnAnswer(int Status, ReadOnlyMemory<byte> Json)
{
    /// <summary>Whether the body is the answer; else it says what is wrong.</summary>
    public bool IsGood => Status is >= 200 and < 300;
}
