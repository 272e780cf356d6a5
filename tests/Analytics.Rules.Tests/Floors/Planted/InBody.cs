namespace Analytics.Rules.Tests.Floors.Planted;

internal static class InBody
{
    public static string Say() => "a body";
}
