using CyberWatch.Infra.Databases;
using CyberWatch.Infra.Options;

namespace CyberWatch.Infra.Registry;

/// <summary>Where the registry is kept.</summary>
[OptionsSection("Registry")]
public sealed class RegistryOptions : DatabaseOptions;
