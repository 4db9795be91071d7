namespace CyberWatch.Infra.Options;

/// <summary>The section of the configuration that fills a class of options, as <c>Scanner</c> or <c>Probes:Tls</c>.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class OptionsSectionAttribute(string section) : Attribute
{
    public string Section { get; } = section;
}
