namespace Analytics.Rules.Tests.Floors;

public readonly record struct TypeName(string Namespace, string Name);
