using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Analytics.Rules.Tests;

/// <summary>What a library promises, as text in the order of its names: one line a member, much as one writes it in C#.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(IEnumerable<Type> types)
    {
        var text = new StringBuilder();
        foreach (Type type in types.OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            _ = text.Append(Heading(type)).Append('\n');
            foreach (string member in Members(type))
            {
                _ = text.Append("    ").Append(member).Append('\n');
            }

            _ = text.Append('\n');
        }

        return text.ToString();
    }

    private static string Heading(Type type)
    {
        string name = type.Namespace + "." + (type.IsNested ? CSharpName.Of(type.DeclaringType!) + "." : "") + CSharpName.Of(type);
        string parent = type.BaseType is { } b && b != typeof(object) && b != typeof(ValueType) && b != typeof(Enum) && b != typeof(MulticastDelegate)
            ? " : " + CSharpName.Of(b)
            : "";
        return $"{Kind(type)} {name}{parent}";
    }

    private static string Kind(Type type)
    {
        if (type.IsEnum || type.IsInterface || typeof(Delegate).IsAssignableFrom(type))
        {
            return type.IsEnum ? "enum" : type.IsInterface ? "interface" : "delegate";
        }

        string form = type.GetMethod("PrintMembers", Declared) is not null ? type.IsValueType ? "record struct" : "record"
            : type.IsValueType ? "struct" : "class";
        return type.IsValueType ? form
            : type is { IsAbstract: true, IsSealed: true } ? $"static {form}"
            : type.IsAbstract ? $"abstract {form}"
            : type.IsSealed ? $"sealed {form}"
            : form;
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name))}");
        }

        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return [Method(type.GetMethod("Invoke")!).Replace("virtual ", "", StringComparison.Ordinal)];
        }

        return
            from member in type.GetMembers(Declared)
            let text = Member(member)
            where text is not null
            orderby Rank(member), member.Name, text
            select text;
    }

    // What it is made of, how it is made, what it holds, what it does.
    private static int Rank(MemberInfo member) => member switch { FieldInfo => 0, ConstructorInfo => 1, PropertyInfo => 2, _ => 3 };

    private static string? Member(MemberInfo member) => member switch
    {
        ConstructorInfo constructor when Seen(constructor) && !IsCopy(constructor) => $"new({Parameters(constructor)})",
        PropertyInfo property when property.GetAccessors(nonPublic: true).Any(Seen) && property.Name != "EqualityContract" => Property(property),
        FieldInfo { IsPublic: true } field => $"{(field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : ""))}{CSharpName.Of(new NullabilityInfoContext().Create(field))} {field.Name}",
        MethodInfo method when Seen(method) && (!method.IsSpecialName || method.Name is "op_Implicit" or "op_Explicit") && !IsGenerated(method) => Method(method),
        _ => null,
    };

    private static string Property(PropertyInfo property)
    {
        MethodInfo accessor = property.GetAccessors(nonPublic: true)[0];
        string required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        string set = property.SetMethod is not { } setter || !Seen(setter) ? ""
            : setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;"
            : " set;";
        string index = property.GetIndexParameters() is { Length: > 0 } parameters ? $"[{string.Join(", ", parameters.Select(Parameter))}]" : "";
        string type = CSharpName.Of(new NullabilityInfoContext().Create(property));
        return $"{Manner(accessor)}{required}{type} {property.Name}{index} {{ {(property.GetMethod is { } getter && Seen(getter) ? "get;" : "")}{set} }}";
    }

    private static string Method(MethodInfo method)
    {
        string generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(a => a.Name))}>" : "";
        return $"{Manner(method)}{CSharpName.Of(new NullabilityInfoContext().Create(method.ReturnParameter))} {method.Name}{generic}({Parameters(method)})";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        string way = parameter.IsOut ? "out " : parameter.IsIn ? "in " : parameter.ParameterType.IsByRef ? "ref " : "";
        string assumed = !parameter.HasDefaultValue ? "" : parameter.DefaultValue switch
        {
            null => parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null ? " = default" : " = null",
            string s => $" = \"{s}\"",
            bool b => b ? " = true" : " = false",
            var value => FormattableString.Invariant($" = {value}"),
        };
        return $"{way}{CSharpName.Of(new NullabilityInfoContext().Create(parameter))} {parameter.Name}{assumed}";
    }

    private static string Manner(MethodBase method) =>
        (method.IsPublic ? "" : "protected ") + (method.IsStatic ? "static " : method.IsAbstract ? "abstract " : method.IsVirtual && !method.IsFinal ? "virtual " : "");

    private static bool Seen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    // What the compiler writes for records says nothing that the word "record" does not.
    private static bool IsGenerated(MethodInfo method) =>
        method.IsDefined(typeof(CompilerGeneratedAttribute)) || method.Name is "<Clone>$" or "PrintMembers" or "ToString" or "GetHashCode" or "Equals";

    private static bool IsCopy(ConstructorInfo constructor) =>
        constructor.IsDefined(typeof(CompilerGeneratedAttribute)) && constructor.GetParameters() is [{ } one] && one.ParameterType == constructor.DeclaringType;
}
