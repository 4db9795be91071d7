using System.CommandLine;
using CyberWatch.Infra;
using CyberWatch.Infra.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace CyberWatch.Scanner.Commands;

/// <summary>An establishment that somebody names to a verb, mostly by <c>--finess</c>. A slip of the pen is told: an empty list would look like nothing wrong there.</summary>
internal static class FinessFilter
{
    public static Option<string> Create() => new("--finess") { Description = "One establishment only.", HelpName = "F" };

    /// <summary>The number in the registry's spelling, null for all; false when the register has no such establishment, which is then said.</summary>
    public static async Task<(bool Known, string? Finess)> ReadAsync(
        CommandContext context,
        Option<string> option,
        RegistryContext registry,
        CancellationToken cancellationToken
    )
    {
        if (context.Parse.GetValue(option) is not { } written)
        {
            return (true, null);
        }

        var finess = Spelled(written);
        if (await registry.Establishments.AnyAsync(row => row.Finess == finess, cancellationToken))
        {
            return (true, finess);
        }

        context.Output.Note(Unknown(written));
        return (false, null);
    }

    /// <summary>
    /// Opens the registry for a verb that is about all or about one establishment, and asks it with the services, the registry and the number
    /// (null for all); bad input when the register has no such establishment.
    /// </summary>
    public static async Task<int> AskAsync(
        CommandContext context,
        Option<string> option,
        Action<IServiceCollection, IConfiguration> register,
        Func<IServiceProvider, RegistryContext, string?, Task<int>> ask,
        CancellationToken cancellationToken
    )
    {
        var services = await context.OpenAsync(register, cancellationToken);
        var registries = services.GetRequiredService<IDbContextFactory<RegistryContext>>();
        await using var registry = await registries.CreateDbContextAsync(cancellationToken);
        return await ReadAsync(context, option, registry, cancellationToken) is (true, var finess)
            ? await ask(services, registry, finess)
            : ExitStatus.BadInput;
    }

    /// <summary>As the register spells it: 2a0000001 is 2A0000001.</summary>
    public static string Spelled(string written) => written.Trim().ToUpperInvariant();

    public static string Unknown(string written) =>
        $"The register has no establishment {PrintableText.Of(written)}: look with 'establishments list', or import the register.";
}
