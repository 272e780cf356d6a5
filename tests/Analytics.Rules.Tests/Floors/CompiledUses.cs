using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Analytics.Rules.Tests.Floors;

/// <summary>
/// What the types of a compiled assembly mention: bases, members, attributes, constraints and every instruction of every body. The text of
/// the sources could not tell: C# finds the types of an enclosing namespace without a <c>using</c>.
/// </summary>
internal static class CompiledUses
{
    public static IEnumerable<TypeUse> In(ModuleDefinition module) =>
        from type in module.GetTypes()
        let name = Outermost(type)
        where name.Namespace.Length > 0
        from mentioned in Mentioned(type).SelectMany(Parts)
        where IsOf(module, mentioned)
        let other = Outermost(mentioned)
        where other != name
        select new TypeUse(name, other);

    public static TypeName Outermost(TypeReference type)
    {
        while (type.DeclaringType is not null)
        {
            type = type.DeclaringType;
        }

        return new TypeName(type.Namespace, type.Name.Split('`')[0]);
    }

    private static bool IsOf(ModuleDefinition module, TypeReference type) =>
        type is not GenericParameter && (type.Scope == module || type.Scope is ModuleDefinition);

    private static IEnumerable<TypeReference?> Mentioned(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(i => i.InterfaceType),
        .. Attributes(type),
        .. Constraints(type),
        .. type.Fields.SelectMany(f => Attributes(f).Append(f.FieldType)),
        .. type.Properties.SelectMany(Attributes),
        .. type.Methods.SelectMany(OfMethod),
    ];

    private static IEnumerable<TypeReference?> OfMethod(MethodDefinition method) =>
    [
        method.ReturnType,
        .. method.Parameters.SelectMany(p => Attributes(p).Append(p.ParameterType)),
        .. Attributes(method),
        .. Constraints(method),
        .. method.HasBody ? OfBody(method.Body) : [],
    ];

    private static IEnumerable<TypeReference?> OfBody(MethodBody body) =>
    [
        .. body.Variables.Select(v => v.VariableType),
        .. body.ExceptionHandlers.Select(h => h.CatchType),
        .. body.Instructions.SelectMany(i => OfOperand(i.Operand)),
    ];

    private static IEnumerable<TypeReference?> OfOperand(object? operand) => operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        MethodReference method =>
        [
            method.DeclaringType,
            method.ReturnType,
            .. method.Parameters.Select(p => p.ParameterType),
            .. method is GenericInstanceMethod generic ? generic.GenericArguments : [],
        ],
        _ => [],
    };

    private static IEnumerable<TypeReference?> Attributes(ICustomAttributeProvider of) =>
        from attribute in of.CustomAttributes
        from type in attribute.ConstructorArguments.Select(a => a.Value as TypeReference).Prepend(attribute.AttributeType)
        select type;

    private static IEnumerable<TypeReference?> Constraints(IGenericParameterProvider of) =>
        of.GenericParameters.SelectMany(p => p.Constraints.Select(c => c.ConstraintType));

    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Concat(Parts(generic.ElementType)),
        IModifierType modified => Parts(modified.ElementType).Concat(Parts(modified.ModifierType)),
        TypeSpecification specified => Parts(specified.ElementType),
        _ => [type],
    };
}
