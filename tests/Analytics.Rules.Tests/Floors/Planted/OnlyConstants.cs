namespace Analytics.Rules.Tests.Floors.Planted;

internal static class OnlyConstants
{
    public const string Word = "copied by the compiler";
}
