using CyberWatch.Infra.Registry.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CyberWatch.Infra.Registry;

/// <summary>Keys and indexes of the registry.</summary>
internal sealed class RegistryTables
    : IEntityTypeConfiguration<Establishment>,
        IEntityTypeConfiguration<Group>,
        IEntityTypeConfiguration<GroupMember>,
        IEntityTypeConfiguration<PerimeterEntry>,
        IEntityTypeConfiguration<Mandate>,
        IEntityTypeConfiguration<Contact>,
        IEntityTypeConfiguration<UserEstablishment>,
        IEntityTypeConfiguration<Invitation>,
        IEntityTypeConfiguration<User>,
        IEntityTypeConfiguration<Move>
{
    public void Configure(EntityTypeBuilder<Establishment> builder)
    {
        builder.HasKey(row => row.Finess);
        builder.HasIndex(row => row.LegalEntity);
        builder.HasIndex(row => row.RegionCode);
        builder.HasIndex(row => row.SortKey);
        builder.HasOne(row => row.Group).WithMany().HasForeignKey(row => row.GroupId).OnDelete(DeleteBehavior.SetNull);
    }

    public void Configure(EntityTypeBuilder<Group> builder) =>
        builder.HasMany(row => row.Members).WithOne().HasForeignKey(row => row.GroupId);

    public void Configure(EntityTypeBuilder<GroupMember> builder)
    {
        builder.HasKey(row => new { row.GroupId, row.LegalEntity });
        builder.HasIndex(row => row.LegalEntity);
    }

    public void Configure(EntityTypeBuilder<PerimeterEntry> builder) => builder.HasIndex(row => row.Finess);

    public void Configure(EntityTypeBuilder<Mandate> builder) =>
        builder.HasIndex(row => new
        {
            row.Finess,
            row.ValidFrom,
            row.ValidUntil,
        });

    public void Configure(EntityTypeBuilder<Contact> builder) =>
        builder.HasIndex(row => new { row.Finess, row.Email }).IsUnique();

    public void Configure(EntityTypeBuilder<UserEstablishment> builder) => builder.HasKey(row => new { row.UserId, row.Finess });

    public void Configure(EntityTypeBuilder<Invitation> builder) => builder.HasIndex(row => row.TokenHash).IsUnique();

    public void Configure(EntityTypeBuilder<Move> builder) => builder.HasKey(row => row.Kind);

    public void Configure(EntityTypeBuilder<User> builder) =>
        builder.HasMany(row => row.Establishments).WithOne().HasForeignKey(row => row.UserId);
}
