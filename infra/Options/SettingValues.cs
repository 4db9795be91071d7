using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace CyberWatch.Infra.Options;

/// <summary>
/// Holds every value that is set against its option, also where the verb of the moment does not use it: the file serves all programs, and what
/// is wrong in it would else be found by the worker at night. What is missing is not its affair: each verb says what it needs.
/// </summary>
public static class SettingValues
{
    /// <param name="configuration">Everything that is set.</param>
    /// <param name="assemblies">Where the classes of options are.</param>
    /// <exception cref="OptionsValidationException">A value that cannot be; several are an <see cref="AggregateException"/> of these.</exception>
    /// <exception cref="InvalidOperationException">A value of another kind.</exception>
    public static void Demand(IConfiguration configuration, params IEnumerable<Assembly> assemblies)
    {
        var faults = assemblies
            .SelectMany(assembly => assembly.GetTypes())
            .Select(type => FaultOf(type, configuration))
            .OfType<OptionsValidationException>()
            .ToList();
        if (faults.Count > 0)
            throw faults.Count == 1 ? faults[0] : new AggregateException(faults);
    }

    private static OptionsValidationException? FaultOf(Type type, IConfiguration configuration)
    {
        if (type.GetCustomAttribute<OptionsSectionAttribute>() is not { Section: var name })
            return null;
        var options = Activator.CreateInstance(type)!;
        // what the defaults lack, nobody set wrongly
        var lacking = Faults(options);
        configuration.GetSection(name).Bind(options);
        string[] wrong = [.. Faults(options).Except(lacking)];
        return wrong.Length == 0 ? null : new OptionsValidationException(type.Name, type, wrong);
    }

    private static List<string> Faults(object options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        return [.. results.Where(result => result is not FaultOfPlace).Select(result => result.ErrorMessage ?? "")];
    }
}

/// <summary>A value that is right, and cannot be used where this program stands: whoever uses it is refused, nobody else.</summary>
public sealed class FaultOfPlace(string sentence) : ValidationResult(sentence);
