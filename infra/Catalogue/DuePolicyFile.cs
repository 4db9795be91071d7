using CyberWatch.Rules.Engine;
using CyberWatch.Rules.Lifecycle;
using Microsoft.Extensions.Options;

namespace CyberWatch.Infra.Catalogue;

/// <summary>The policy of due dates: the delivered one, which lies beside the binaries, or the file that was named. Read once, at start-up.</summary>
public sealed class DuePolicyFile(IOptions<DuePolicyOptions> options)
{
    private readonly Lazy<DuePolicy> _policy = new(() => Read(PathOf(options.Value)));

    /// <exception cref="RuleFormatException">The file is no policy. The check at start-up has said so before.</exception>
    public DuePolicy Policy => _policy.Value;

    public static string DefaultPath { get; } = Path.Combine(AppContext.BaseDirectory, "policies", "house.yaml");

    internal static string PathOf(DuePolicyOptions options) => options.Due.Length > 0 ? options.Due : DefaultPath;

    internal static DuePolicy Read(string path) => DuePolicyParser.Parse(new RuleFile(path, File.ReadAllText(path)));
}

/// <summary>A policy that cannot be read stops the start: a date that is wrong is worse than a service that is down.</summary>
internal sealed class DuePolicyCheck : IValidateOptions<DuePolicyOptions>
{
    public ValidateOptionsResult Validate(string? name, DuePolicyOptions options)
    {
        try
        {
            DuePolicyFile.Read(DuePolicyFile.PathOf(options));
            return ValidateOptionsResult.Success;
        }
        catch (Exception fault) when (fault is RuleFormatException or IOException or UnauthorizedAccessException)
        {
            return ValidateOptionsResult.Fail($"Policies:Due: {fault.Message}");
        }
    }
}
