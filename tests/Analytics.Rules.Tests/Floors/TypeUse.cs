namespace Analytics.Rules.Tests.Floors;

/// <summary>One type mentions another. Nested and compiler-made types count as the type that they lie in.</summary>
public readonly record struct TypeUse(TypeName From, TypeName To);
