using System.Reflection;

namespace CyberWatch.Tests;

public class ArchitectureTests
{
    private static readonly Assembly Rules = typeof(CyberWatch.Rules.Model.Severity).Assembly;
    private static readonly Assembly Infra = typeof(CyberWatch.Infra.Registry.AccessScope).Assembly;

    [Fact]
    public void Rules_know_nothing_but_the_platform_and_yaml() =>
        Assert.All(
            Rules.GetReferencedAssemblies(),
            reference =>
                Assert.True(
                    reference.Name!.StartsWith("System.", StringComparison.Ordinal) || reference.Name is "YamlDotNet",
                    $"rules references {reference.Name}"
                )
        );

    [Fact]
    public void Infra_knows_neither_scanner_nor_dashboard() =>
        Assert.DoesNotContain(Ours(Infra), name => name is "Scanner" or "Dashboard");

    [Fact]
    public void Scanner_does_not_know_the_dashboard() =>
        Assert.DoesNotContain(Ours(Assembly.Load("CyberWatch.Scanner")), name => name is "Dashboard");

    [Fact]
    public void Dashboard_does_not_know_the_scanner() =>
        Assert.DoesNotContain(Ours(Assembly.Load("CyberWatch.Dashboard")), name => name is "Scanner");

    private static IEnumerable<string> Ours(Assembly assembly) =>
        assembly
            .GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => name.StartsWith("CyberWatch.", StringComparison.Ordinal))
            .Select(name => name["CyberWatch.".Length..]);
}
