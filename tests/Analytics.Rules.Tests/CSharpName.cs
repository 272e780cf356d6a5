using System.Reflection;

namespace Analytics.Rules.Tests;

/// <summary>The name of a type as one writes it in C#, without its namespace.</summary>
internal static class CSharpName
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
        [typeof(char)] = "char",
    };

    public static string Of(Type type) =>
        type.HasElementType ? Of(type.GetElementType()!) + (type.IsArray ? "[]" : "")
        : Nullable.GetUnderlyingType(type) is { } value ? Of(value) + "?"
        : type.IsGenericType ? With(type, type.GetGenericArguments().Select(Of))
        : Bare(type);

    /// <summary>With a question mark wherever null may stand.</summary>
    public static string Of(NullabilityInfo info)
    {
        Type type = info.Type.IsByRef ? info.Type.GetElementType()! : info.Type;
        string mark = !type.IsValueType && !type.IsGenericParameter && info.ReadState == NullabilityState.Nullable ? "?" : "";
        return type.IsArray && info.ElementType is { } element ? Of(element) + "[]" + mark
            : Nullable.GetUnderlyingType(type) is not null || info.GenericTypeArguments.Length == 0 ? Of(type) + mark
            : With(type, info.GenericTypeArguments.Select(Of)) + mark;
    }

    private static string With(Type type, IEnumerable<string> arguments)
    {
        string list = string.Join(", ", arguments);
        return type.FullName is { } name && name.StartsWith("System.ValueTuple`", StringComparison.Ordinal) ? $"({list})" : $"{Bare(type)}<{list}>";
    }

    private static string Bare(Type type) => Keywords.TryGetValue(type, out string? keyword) ? keyword : type.Name.Split('`')[0];
}
