package tierwise.internal.drools;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Adds to a class that each constraint, value and list of statements counts as a step. */
final class CountedClass {
  private static final String STEPS = Type.getInternalName(Steps.class);
  private static final Set<String> COUNTED = Set.of("test", "apply", "execute");

  private CountedClass() {}

  /** The class file with the calls; the file itself if the class has nothing to count. */
  static byte[] of(byte[] bytes) {
    ClassReader reader = new ClassReader(bytes);
    String name = reader.getClassName();
    // A call at the head of a method changes no frame, and needs one value on the stack.
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access,
              String method,
              String descriptor,
              @Nullable String signature,
              String @Nullable [] exceptions) {
            MethodVisitor visitor =
                super.visitMethod(access, method, descriptor, signature, exceptions);
            boolean counted =
                COUNTED.contains(method)
                    && (access & (Opcodes.ACC_BRIDGE | Opcodes.ACC_ABSTRACT)) == 0;
            return counted ? new Counting(visitor, name) : visitor;
          }
        },
        0);
    return writer.toByteArray();
  }

  private static final class Counting extends MethodVisitor {
    private final String name;

    Counting(MethodVisitor visitor, String name) {
      super(Opcodes.ASM9, visitor);
      this.name = name;
    }

    @Override
    public void visitCode() {
      super.visitCode();
      visitLdcInsn(name);
      visitMethodInsn(Opcodes.INVOKESTATIC, STEPS, "count", "(Ljava/lang/String;)V", false);
    }
  }
}
