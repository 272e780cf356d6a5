namespace Analytics.Rules.Tests.Floors.Planted;

internal sealed class InGeneric;
